"""Servers and databases for all tests.

server       Server, once for PostgreSQL 18 (embedded) and once for 15 (Debian's, else skipped)
database     Database: a fresh copy with schema, test roles, pgTAP and helpers; for both servers
tell         prints a line for whoever watches the run, from a parallel one, too
installed    Database: a fresh copy with what an install makes and nothing else; for both servers
embedded_server, embedded_database   the same, PostgreSQL 18 alone
debian_database                      the same, PostgreSQL 15 alone
empty_server Server that nothing was installed on yet, so that it has no roles of ours either

On 15 every second test of a file runs, as all of it takes too long. The mark fewer_on_15(n) has
every n-th run: more for tests whose cost is not in SQL that another PostgreSQL may take in another
way, 1 for those that shall all run. TESTS=long runs them all.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

import pytest

from tabular_import.db.connection import LIBPQ_VARIABLES
from tabular_import.db.install import install
from tools import servers
from tools.amount import LONG
from tools.servers import DEBIAN_BIN, Database, Server
from tools.template import template

pytest_plugins = ["pytester"]


class Told:
    """Prints what tests tell; the processes of a parallel run have no terminal of their own."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.when == "call" and terminal is not None:
            for name, line in report.user_properties:
                if name == "told":
                    terminal.ensure_newline()
                    terminal.write_line(str(line))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Told(config))
    config.addinivalue_line("markers", "fewer_on_15(n): on PostgreSQL 15, every n-th is enough")


# of the tests that have no mark
EVERY_ON_15 = 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if LONG:
        return
    met: Counter[tuple[str, int]] = Counter()
    left_out = []
    for item in items:
        mark = item.get_closest_marker("fewer_on_15")
        if not _is_on_15(item):
            continue
        every = mark.args[0] if mark else EVERY_ON_15
        key = (os.fspath(item.path), every)
        if met[key] % every:
            left_out.append(item)
        met[key] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        without = set(left_out)
        items[:] = [item for item in items if item not in without]


def _is_on_15(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and (
        hasattr(item, "callspec") and item.callspec.params.get("kind") == "15"
    )


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    return lambda line: request.node.user_properties.append(("told", line))


KINDS: dict[str, Callable[[], AbstractContextManager[Server]]] = {
    "18": servers.embedded_server,
    "15": servers.debian_server,
}


@dataclass
class Servers:
    """Starts each server when the first test asks for it and stops all in the end."""

    stack: ExitStack
    running: dict[str, Server] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    bare_templates: dict[str, str] = field(default_factory=dict)

    def server(self, kind: str) -> Server:
        if kind not in self.running:
            self.running[kind] = self.stack.enter_context(start(kind))
        return self.running[kind]

    def template(self, kind: str) -> str:
        if kind not in self.templates:
            self.templates[kind] = self.stack.enter_context(template(self.server(kind)))
        return self.templates[kind]

    def bare_template(self, kind: str) -> str:
        """Returns a database that has what an install makes, and nothing else."""
        if kind not in self.bare_templates:
            database = self.stack.enter_context(self.server(kind).new_database())
            install(database.conninfo)
            self.bare_templates[kind] = database.name
        return self.bare_templates[kind]


def start(kind: str) -> AbstractContextManager[Server]:
    if kind == "15" and not (DEBIAN_BIN / "postgres").exists():
        pytest.skip("needs Debian's package postgresql-15")
    return KINDS[kind]()


@pytest.fixture(scope="session", autouse=True)
def _no_other_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the tests away from whatever database the user works with."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "PGPASSWORD", "PGOPTIONS", *LIBPQ_VARIABLES):
            patch.delenv(name, raising=False)
        patch.setenv("TABULAR_IMPORT_DATA_DIR", os.fspath(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def _servers() -> Iterator[Servers]:
    with ExitStack() as stack:
        yield Servers(stack)


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def server(_servers: Servers, kind: str) -> Server:
    return _servers.server(kind)


@pytest.fixture
def database(_servers: Servers, kind: str) -> Iterator[Database]:
    with _servers.server(kind).new_database(_servers.template(kind)) as copy:
        yield copy


@pytest.fixture
def installed(_servers: Servers, kind: str) -> Iterator[Database]:
    with _servers.server(kind).new_database(_servers.bare_template(kind)) as copy:
        yield copy


@pytest.fixture(scope="session")
def embedded_server(_servers: Servers) -> Server:
    return _servers.server("18")


@pytest.fixture
def embedded_database(_servers: Servers) -> Iterator[Database]:
    with _servers.server("18").new_database(_servers.template("18")) as copy:
        yield copy


@pytest.fixture
def debian_database(_servers: Servers) -> Iterator[Database]:
    with _servers.server("15").new_database(_servers.template("15")) as copy:
        yield copy


@pytest.fixture
def empty_server(kind: str) -> Iterator[Server]:
    with start(kind) as fresh:
        yield fresh
