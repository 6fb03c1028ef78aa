"""Fixtures of the attack suite.

site      Site: a fresh database with the witness, and a worker's session
attacked  names an attack and prints one line when it did not succeed: with attacked("...")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tools.attacks import Site, prepared
from tools.servers import Database


@pytest.fixture
def site(database: Database) -> Iterator[Site]:
    with prepared(database) as ready:
        yield ready


@pytest.fixture
def attacked(
    capsys: pytest.CaptureFixture[str], kind: str
) -> Callable[[str], AbstractContextManager[None]]:
    @contextmanager
    def attack(what: str) -> Iterator[None]:
        yield
        with capsys.disabled():
            print(f"\nattacked: {what} (PostgreSQL {kind}) ... held", end="")

    return attack
