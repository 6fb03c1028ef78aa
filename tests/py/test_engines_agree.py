"""Two engines, one verdict: generated imports go through the reference and the fast engine.

ENGINE_CASES and ENGINE_SEED choose how many cases each server gets and which; the same seed gives
the same cases. Half as many more are of tables that refer to themselves, and as many of files that
name rows of other tables, of which the case itself knows what has to come. A third of all is
imported once more with on_error skip.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tools.amount import amount
from tools.engines import Case, compared, prepare, sum_faults
from tools.engines_cases import cases, partial, trees, watched
from tools.engines_links import links
from tools.servers import Connection, Database

CASES = amount("ENGINE_CASES", 30, 170)
SEED = int(os.environ.get("ENGINE_SEED", "1"))


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        prepare(connection)
        yield connection


def compare(
    connection: Connection,
    strategy: SearchStrategy[Case],
    count: int,
    faults: Callable[[Connection, Case], Sequence[str]] = compared,
) -> None:
    @seed(SEED)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        # what fails is shown as small as can be
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(case=strategy)
    def one(case: Case) -> None:
        assert faults(connection, case) == []

    one()


def test_the_engines_agree(connection: Connection) -> None:
    compare(connection, cases(), CASES)


def test_the_engines_agree_on_tables_that_refer_to_themselves(connection: Connection) -> None:
    compare(connection, trees(), CASES // 2)


def test_the_engines_agree_on_links(connection: Connection) -> None:
    compare(connection, links(), CASES)


def test_the_engines_agree_on_tables_with_triggers(connection: Connection) -> None:
    compare(connection, watched(), CASES // 2)


@pytest.mark.parametrize(
    "strategy",
    [cases(), trees(), links(), watched()],
    ids=["cases", "trees", "links", "watched"],
)
def test_the_engines_agree_on_the_good_rows(
    strategy: SearchStrategy[Case], connection: Connection
) -> None:
    """Which rows go in, what is said of the others, and that the tables hold just the good ones."""
    compare(connection, partial(strategy), CASES // 3)


def test_sums_are_those_of_the_table(connection: Connection) -> None:
    """Expected ones let the same rows in as without them, others none, whatever triggers do."""
    compare(connection, partial(cases()), CASES // 5, sum_faults)
    compare(connection, partial(trees()), CASES // 10, sum_faults)
