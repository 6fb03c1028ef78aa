"""Compares the engines on many generated imports and prints every difference, unshrunk.

``python -m tools.engines_long COUNT [SEED] [15|18] [WHAT]`` with tests/ and loader/ on PYTHONPATH.
WHAT: cases, trees (tables that refer to themselves), links (files that name rows of other tables),
watched (tables with triggers), or one of them with partial- before it (imports that keep the good
rows) or any- (all or the good ones, some of them with a dry run as well), or merges (files that
are merged into rows that are there, of which the case knows what has to come, too).
"""

from __future__ import annotations

import random
import signal
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tools import servers
from tools.engines import Case, compared, prepare
from tools.engines_cases import PRELUDE, any_way, cases, partial, trees, watched
from tools.engines_links import links
from tools.engines_merges import merge
from tools.servers import Connection
from tools.template import template


@st.composite
def merges(draw: st.DrawFn) -> Case:
    """Merges of seeds that are drawn."""
    return merge(random.Random(draw(st.integers(0, 2**40))))


KINDS: dict[str, SearchStrategy[Case]] = {
    "cases": cases(),
    "trees": trees(),
    "links": links(),
    "watched": watched(),
}
STRATEGIES = {
    **KINDS,
    **{f"partial-{name}": partial(kind) for name, kind in KINDS.items()},
    **{f"any-{name}": any_way(kind) for name, kind in KINDS.items()},
    "merges": merges(),
}
# After so many cases it is said how far it is: a run may be ended before its time.
TOLD = 100
SHOWN_ROWS = 12


def compare(
    connection: Connection, count: int, first_seed: int, strategy: SearchStrategy[Case]
) -> int:
    """Runs `count` cases and returns how many of them differ."""
    failed: list[Case] = []
    done = 0

    @seed(first_seed)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def one(case: Case) -> None:
        nonlocal done
        done += 1
        if done % TOLD == 0:
            print(f"{done} done, {len(failed)} differ", flush=True)
        try:
            wrong = compared(connection, case, number=done)
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        if wrong:
            failed.append(case)
            print(f"--- case {len(failed)}", *wrong, sep="\n")
            made = [statement for statement in case.ddl if statement not in PRELUDE]
            print(*(f"{statement};" for statement in made), sep="\n")
            print(case.table, case.header, case.chunks, case.role, case.options, sep=" | ")
            print("filled", *case.filled, sep="\n  ")
            print("rows", *case.rows[:SHOWN_ROWS], sep="\n  ", flush=True)

    one()
    return len(failed)


def main(count: str, first_seed: str = "1", kind: str = "18", what: str = "cases") -> int:
    """Returns the exit code: 1 when a case differs."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    make = servers.embedded_server if kind == "18" else servers.debian_server
    with make() as server, template(server) as name, server.new_database(name) as database:
        begun = time.monotonic()
        with database.connect() as connection:
            prepare(connection)
            failed = compare(connection, int(count), int(first_seed), STRATEGIES[what])
        seconds = time.monotonic() - begun
    print(
        f"PostgreSQL {kind}, seed {first_seed}: {count} {what} in {seconds:.0f} s, {failed} differ"
    )
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
