"""Fixtures of the attack suite.

site         Site: a fresh database with the witness, and a worker's session
shared_site  the same in a database that the tests of a module share; for those that leave nothing
             but tables and functions in the schemas of the witness and of the users
attacked     names an attack and prints one line when it did not succeed: with attacked("...")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from tools.attacks import Site, prepared
from tools.servers import Database


@pytest.fixture
def site(database: Database) -> Iterator[Site]:
    with prepared(database) as ready:
        yield ready


@pytest.fixture(scope="module")
def shared_database(_servers: Any, kind: str) -> Iterator[Database]:
    with _servers.server(kind).new_database(_servers.template(kind)) as database:
        yield database


@pytest.fixture
def shared_site(shared_database: Database) -> Iterator[Site]:
    with prepared(shared_database) as ready:
        yield ready


@pytest.fixture
def attacked(
    tell: Callable[[str], None], kind: str
) -> Callable[[str], AbstractContextManager[None]]:
    @contextmanager
    def attack(what: str) -> Iterator[None]:
        yield
        tell(f"attacked: {what} (PostgreSQL {kind}) ... held")

    return attack
