"""What the value options make of generated cells, against the same rules written down in Python.

Each cell is a good one with up to three characters changed, so that most are nearly right.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tools.servers import Database

COUNT = 2000
REFUSED = "refused"
SPACES = " \t\n\r\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
ISO_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
QUERY = """
select array_agg(case when q.is_bad then 'refused' else {value}::text end order by q.n)
from (
    select r.v, r.n, {is_bad} as is_bad
    from (select {rule} as v, u.n from unnest(%s::text[]) with ordinality as u (c, n) offset 0) as r
    offset 0
) as q
"""


def mutated(chance: random.Random, good: list[str], alphabet: str) -> str:
    """Returns a good cell with some characters changed, more or fewer."""
    cell = list(chance.choice(good))
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3))):
        place = chance.randrange(len(cell) + 1)
        # signs more often than digits: they decide what is read
        char = chance.choice((chance.choice(alphabet), chance.choice(alphabet[10:14])))
        cell[place : place + chance.randrange(2)] = chance.choice(("", char, char))
    return "".join(cell)


def made(
    database: Database, type_: str, rule: dict[str, Any], cells: list[str]
) -> list[str | None]:
    """Returns what the engine makes of cells: values as PostgreSQL writes them, or refused."""
    with database.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        row = connection.execute(
            "select tabular_import_engine.rule_sql(%s::regtype, -1, %s, 'u.c'),"
            " tabular_import_engine.value_sql(%s::regtype, -1, 'q.v'),"
            " (tabular_import_engine.soft_check_sql(%s::regtype, -1, 'r.v', 'public')).is_bad",
            (type_, Jsonb(rule), type_, type_),
        ).fetchone()
        assert row is not None
        query = QUERY
        for name, text in zip(("rule", "value", "is_bad"), row, strict=True):
            query = query.replace(f"{{{name}}}", text.replace("%", "%%"))
        found = connection.execute(query.encode(), (cells,)).fetchone()
        assert found is not None
        values: list[str | None] = found[0]
        return values


def number(rule: dict[str, Any]) -> Callable[[str], str]:
    """Returns how a rule reads numbers, the cells being no empty ones."""
    point = rule.get("decimal_separator", ".")
    thousands = rule.get("thousands_separator", "")
    group = {"": "", " ": SPACES, "'": "'\u2019"}.get(thousands, thousands)

    def digits(text: str) -> Decimal | None:
        whole, _, decimals = text.partition(point)
        if not re.fullmatch("[0-9]*", decimals):
            return None
        parts = re.split(f"[{re.escape(group)}]", whole) if group else [whole]
        if len(parts) > 1:
            sizes = [len(part) for part in parts]
            indian = (
                thousands == "," and sizes[0] <= 2 and set(sizes[1:-1]) <= {2} and sizes[-1] == 3
            )
            western = sizes[0] <= 3 and set(sizes[1:]) == {3}
            if not (indian or western) or whole[0] == "0" or not sizes[0]:
                return None
            whole = "".join(parts)
        if not re.fullmatch("[0-9]*", whole) or not whole + decimals:
            return None
        return Decimal(f"{whole or 0}.{decimals or 0}")

    def read(cell: str) -> str:
        text = cell.strip(SPACES)
        body = text
        minus = False
        match = re.fullmatch(r"\(([^()]*)\)", text)
        if rule.get("parentheses") and match:
            minus, body = True, match[1].strip(SPACES)
        else:
            match = re.fullmatch(rf"([-+\u2212])[{SPACES}]*(.*)", body, re.DOTALL)
            if match:
                minus, body = match[1] != "+", match[2]
        exponent = re.fullmatch(r"(.*[0-9.,])[eE]([-+]?[0-9]+)", body)
        if exponent and not (group and re.search(f"[{re.escape(group)}]", exponent[1])):
            found = digits(exponent[1])
            # numeric has no more digits
            if not -16000 < int(exponent[2]) < 130000:
                return REFUSED
            found = None if found is None else found.scaleb(int(exponent[2]))
        else:
            found = digits(body)
        if found is not None:
            return f"{-found if minus else found:f}"
        if point == "," and ISO_NUMBER.fullmatch(cell.strip(" \t\n\r\v\f")):
            if re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", cell.strip(" \t\n\r\v\f"), re.ASCII):
                return REFUSED
            return f"{Decimal(cell.strip()):f}"
        return REFUSED

    return read


def day(rule: dict[str, Any]) -> Callable[[str], str]:
    """Returns how a rule reads dates of digits alone, the cells being no empty ones."""
    order = rule["date_order"]

    def read(cell: str) -> str:
        iso = cell.strip(" \t\n\r\v\f")
        if re.fullmatch(r"\d{5,7}-\d\d?-\d\d?", iso, re.ASCII):
            year, month, day = iso.split("-")
            # no more than PostgreSQL reads, and no year that Python has
            fits = written(str(2000 + int(year) % 400), month, day) != REFUSED
            fits = fits and int(year) < 5_874_897
            return f"{int(year):04}-{month:>02}-{day:>02}" if fits else REFUSED
        match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", iso, re.ASCII)
        if match is None:
            text = cell.strip(SPACES)
            text = re.sub(f"[{SPACES}]", " ", text).replace(". ", ".")
            match = re.fullmatch(r"(\d{4})([-/])(\d\d?)\2(\d\d?)", text, re.ASCII)
            if match:
                return written(match[1], match[3], match[4])
            match = re.fullmatch(r"(\d+)([-./ ])(\d+)\2(\d+)", text, re.ASCII)
            if match is None:
                return REFUSED
            named = dict(zip(order, (match[1], match[3], match[4]), strict=True))
            year = named["Y"]
            if len(year) == 2 and rule.get("century"):
                century = rule["century"]
                year = str(century + (int(year) - century) % 100)
            return written(year, named["M"], named["D"])
        return written(*match.groups())

    def written(year: str, month: str, day: str) -> str:
        if len(year) != 4 or max(len(month), len(day)) > 2:
            return REFUSED
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return REFUSED

    return read


def same(type_: str, one: str | None, other: str) -> bool:
    if one is None or REFUSED in (one, other) or type_ == "date":
        return one == other
    return Decimal(one) == Decimal(other)


NUMBERS = ["1.234,50", "12,5", "1.234.567,89", "-5", "1234", "1,5e3", "0,001", "1.5", "1.500", "+7"]
ALPHABET = "0123456789.,-+ eE()\u00a0\u2212'"


def in_words_of(rule: dict[str, Any]) -> list[str]:
    signs = {",": rule.get("decimal_separator", "."), ".": rule.get("thousands_separator", "")}
    return ["".join(signs.get(char, char) for char in cell) for cell in NUMBERS] + ["(5)", "1.5"]


@pytest.mark.parametrize(
    "rule",
    [
        {"decimal_separator": ",", "thousands_separator": "."},
        {"decimal_separator": ","},
        {"decimal_separator": ",", "thousands_separator": " ", "parentheses": "negative"},
        {"thousands_separator": ","},
        {"thousands_separator": "'", "parentheses": "negative"},
        {"parentheses": "negative"},
    ],
    ids=str,
)
def test_numbers(database: Database, rule: dict[str, Any]) -> None:
    chance = random.Random(str(rule))
    cells = [mutated(chance, in_words_of(rule), ALPHABET) or "0" for _ in range(COUNT)]
    # up to 15, PostgreSQL passes over spaces before the digits of an exponent
    cells = [re.sub(r"([eE])\s+", r"\1", cell) for cell in cells]
    expected = list(map(number(rule), cells))
    assert expected.count(REFUSED) > COUNT / 20
    assert len(set(expected)) > COUNT / 20
    wrong = [
        (cell, one, other)
        for cell, one, other in zip(
            cells, made(database, "numeric", rule, cells), expected, strict=True
        )
        if not same("numeric", one, other)
    ]
    assert wrong[:20] == []


@pytest.mark.parametrize(
    "rule",
    [
        {"date_order": "DMY"},
        {"date_order": "MDY"},
        {"date_order": "YMD"},
        {"date_order": "DMY", "century": 1930},
        {"date_order": "MDY", "century": 2000},
        {"date_order": "YMD", "century": 1999},
    ],
    ids=str,
)
def test_dates(database: Database, rule: dict[str, Any]) -> None:
    chance = random.Random(str(rule))
    good = []
    for _ in range(200):
        sign = chance.choice("./- ")
        parts = {
            "D": str(chance.randrange(1, 32)),
            "M": str(chance.randrange(1, 13)),
            "Y": chance.choice((str(chance.randrange(1900, 2100)), f"{chance.randrange(100):02}")),
        }
        width = chance.choice((0, 2))
        good.append(sign.join(parts[part].zfill(width) for part in rule["date_order"]))
        good.append(f"{chance.randrange(1900, 2100)}-{chance.randrange(1, 13):02}-01")
    cells = [mutated(chance, good, "0123456789./- \u00a0") or "x" for _ in range(COUNT)]
    expected = list(map(day(rule), cells))
    assert expected.count(REFUSED) > COUNT / 20
    assert len(set(expected)) > COUNT / 20
    wrong = [
        (cell, one, other)
        for cell, one, other in zip(
            cells, made(database, "date", rule, cells), expected, strict=True
        )
        if one != other
    ]
    assert wrong[:20] == []
