"""Generated merges: the engines agree on what becomes of the rows, and it is what has to come.

MODES_CASES and MODES_SEED choose how many cases each server gets and which.
"""

from __future__ import annotations

import os
import random

from tools.amount import amount
from tools.engines import compared, prepare
from tools.engines_merges import merge
from tools.servers import Database

CASES = amount("MODES_CASES", 40, 400)
SEED = int(os.environ.get("MODES_SEED", "1"))


def test_the_engines_agree_on_merges(database: Database) -> None:
    with database.connect() as connection:
        prepare(connection)
        for number in range(CASES):
            case = merge(random.Random(f"{SEED}/{number}"))
            assert compared(connection, case, number=number) == [], (number, case)
