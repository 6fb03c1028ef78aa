"""Generated files: whatever a refusal proposes, no cell is read as another value than was written.

Each column is written by a way of some country, in a few rows, so that often nothing decides.
``PROPOSAL_CASES`` and ``PROPOSAL_SEED`` choose how many files, and which.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tools import local
from tools.amount import amount
from tools.make_files_local import LocalFile
from tools.servers import Database

CASES = amount("PROPOSAL_CASES", 40, 60)
SEED = int(os.environ.get("PROPOSAL_SEED", "1"))
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September")


@dataclass(frozen=True)
class Way:
    """A type and how people write its values: value makes one, write spells it."""

    type: str
    value: Callable[[random.Random], object]
    write: Callable[[object, random.Random], str]


def number(chance: random.Random, digits: int) -> Decimal:
    size = chance.choice((1, 10, 1000, 100_000, 10_000_000))
    return Decimal(chance.randrange(-size * 10**digits // 4, size * 10**digits)).scaleb(-digits)


def grouped(value: Decimal, point: str, comma: str, indian: bool = False) -> str:
    whole, _, rest = f"{abs(value)}".partition(".")
    groups: list[str] = []
    size = 3
    while whole:
        groups.insert(0, whole[-size:])
        whole, size = whole[:-size], 2 if indian else 3
    return ("-" if value < 0 else "") + comma.join(groups) + (point + rest if rest else "")


def numbers(digits: int, point: str, comma: str, form: str = "{}", **more: bool) -> Way:
    kind = f"numeric(20,{digits})" if digits else "bigint"
    return Way(
        kind,
        lambda chance: number(chance, digits),
        lambda value, _: form.format(grouped(value, point, comma, **more)),  # type: ignore[arg-type]
    )


def dates(form: str) -> Way:
    return Way(
        "date",
        lambda chance: dt.date(1950, 1, 1) + dt.timedelta(chance.randrange(30_000)),
        lambda value, _: f"{value:{form}}",
    )


def words(true: str, false: str) -> Way:
    return Way(
        "boolean", lambda chance: chance.random() < 0.5, lambda value, _: true if value else false
    )


WAYS = [
    *(
        numbers(digits, point, comma, form)
        for digits in (0, 1, 2, 3)
        for point, comma in ((",", "."), (".", ","), (",", " "), (",", ""), (".", "'"))
        for form in ("{}", "{} €", "${}")
    ),
    numbers(2, ".", ",", "₹{}", indian=True),
    numbers(0, ".", ",", indian=True),
    numbers(1, ",", ".", "{} %"),
    *(dates(form) for form in ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y年%m月%d日", "%d.%m.%y")),
    Way(
        "timestamp",
        lambda chance: dt.datetime(2020, 1, 1) + dt.timedelta(minutes=chance.randrange(10**6)),
        lambda value, _: f"{value:%m/%d/%Y %I:%M %p}",
    ),
    words("ja", "nein"),
    words("Oui", "Non"),
    words("VERDADEIRO", "FALSO"),
]
MARKERS = ("", "N/A", "k.A.", "-")


def shown(value: object) -> str | None:
    """Returns a value as PostgreSQL writes it."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def generated(chance: random.Random, number_of_file: int) -> tuple[LocalFile, list[list[object]]]:
    """Returns a file and the values that are written in it."""
    ways = [chance.choice(WAYS) for _ in range(chance.randint(1, 3))]
    markers = [chance.choice(MARKERS) for _ in ways]
    rows: list[list[object]] = []
    lines = ["\t".join(["id", *(f"c{n}" for n in range(len(ways)))])]
    for row in range(chance.choice((1, 2, 3, 8, 30))):
        values = [None if chance.random() < 0.1 else way.value(chance) for way in ways]
        cells = [
            marker if value is None else way.write(value, chance)
            for way, marker, value in zip(ways, markers, values, strict=True)
        ]
        rows.append([row, *values])
        lines.append("\t".join([str(row), *cells]))
    table = ", ".join(["id integer", *(f"c{n} {way.type}" for n, way in enumerate(ways))])
    return LocalFile(f"f{number_of_file}.tsv", table, "\n".join(lines)), rows


def is_read_as_it_stands(cell: str, value: object) -> bool:
    """Tells whether a cell is an ISO number, but another one than was meant: 1.234 for 1234."""
    try:
        return isinstance(value, Decimal) and Decimal(cell) != value
    except ArithmeticError:
        return False


def test_no_generated_file_is_loaded_wrongly(
    embedded_database: Database, tell: Callable[[str], None]
) -> None:
    chance = random.Random(SEED)
    files: list[LocalFile] = []
    written: list[list[list[object]]] = []
    while len(files) < CASES:
        file, rows = generated(chance, len(files))
        cells = [line.split("\t") for line in file.text.split("\n")[1:]]
        if any(
            is_read_as_it_stands(cell, value)
            for line, row in zip(cells, rows, strict=True)
            for cell, value in zip(line, row, strict=True)
        ) and not any("," in cell for line in cells for cell in line):
            # nothing in the file speaks against it, and nothing is refused for it
            continue
        files.append(file)
        written.append(rows)
    local.make_tables(embedded_database, files)
    first = local.run(embedded_database, [(n, file, {}) for n, file in enumerate(files)])
    second = local.run(
        embedded_database,
        [
            (n, file, proposal)
            for n, file in enumerate(files)
            if (proposal := first[file.name].proposal)
        ],
    )
    right = 0
    for n, file in enumerate(files):
        loaded = local.rows(embedded_database, n)
        if loaded and first[file.name].status == "error":
            wanted = [tuple(map(shown, row)) for row in written[n]]
            assert loaded == wanted, (file.text, second[file.name].options)
            right += 1
    refused = sum(it.status == "error" for it in first.values())
    tell(f"{refused} of {CASES} generated files refused, {right} loaded rightly by their proposals")
    assert right > refused / 3


TYPES = {
    "a'b\"c%s": "int",
    "d": "date",
    "n": "numeric(8,2)",
    "b": "boolean",
    "ts": "timestamptz",
    "f": "real",
    "t": "time",
    "m": "mood",
    "u": "uuid",
    "x": "text",
}
PIECES = [
    *"0123456789.,-/ :€$%()'\"\\+٫’⅓١₹年月日",
    *("ja", "nein", "N/A", "k.A.", "31.12.2023", "1.234,50", "12:30", "PM", "März", "Sad", "OK"),
    *("%s", "{0}", "\u00a0", "\u202f", "\x01", "'; select 1; --", "NaN", "infinity", "1e400"),
]
GIVEN: list[dict[str, object]] = [
    {},
    {"decimal_separator": ","},
    {"date_order": "DMY"},
    {"null_values": ["N/A", "%s"]},
    {"columns": {"d": {"date_order": "DMY", "century": 1950}}},
    {"trim": True},
]


def test_no_cell_breaks_the_search(embedded_database: Database) -> None:
    """Whatever stands in a file, the search ends without an error and proposes valid options."""
    chance = random.Random(SEED)
    with embedded_database.connect() as connection:
        connection.execute("create type mood as enum ('Sad', 'ok', 'O''K', '%s')")
        columns = ", ".join('"{}" {}'.format(n.replace('"', '""'), t) for n, t in TYPES.items())
        connection.execute(f"create table t ({columns})".encode())
        proposed = 0
        for _ in range(CASES):
            rows = [
                [
                    line + 2,
                    None,
                    *("".join(chance.choices(PIECES, k=chance.randint(0, 6))) for _ in TYPES),
                ]
                for line in range(chance.randint(1, 5))
            ]
            given = chance.choice(GIVEN)
            found = connection.execute(
                "select proposal from tabular_import.propose_import_options('t', %s, %s, %s, %s)",
                (
                    list(TYPES),
                    json.dumps(rows),
                    json.dumps(given),
                    json.dumps({"format": chance.choice(["csv", "xlsx"])}),
                ),
            ).fetchone()
            if found is not None and found[0] is not None:
                proposed += 1
                connection.execute(
                    "select tabular_import_private.check_options(%s)",
                    (json.dumps(given | found[0]),),
                )
    assert proposed
