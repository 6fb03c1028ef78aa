"""Families in one file, in any order: everybody gets their parents, and who falls is told why.

FAMILY_PEOPLE says how many people there are.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tools import cli
from tools.family import KINDS, Person, consequences, family, parents_sql, refuse, table_sql, write
from tools.servers import Database

pytestmark = pytest.mark.fewer_on_15(3)

PEOPLE = int(os.environ.get("FAMILY_PEOPLE", "3000"))
# (row number, code of the parent)
Consequence = tuple[int, str]


def load(
    database: Database, ids: str, people: list[Person], folder: Path, **options: str
) -> cli.Result:
    """Loads a family into an empty table as alice."""
    database.run("drop table if exists public.person")
    database.run(table_sql(ids, "public.person"))
    database.run("grant select, insert on public.person to alice")
    if ids in ("identity", "serial"):
        database.run("grant usage on sequence public.person_id_seq to alice")
    return load_more(database, people, folder, **options)


def load_more(database: Database, people: list[Person], folder: Path, **options: str) -> cli.Result:
    file = write(folder / f"family{random.random()}.csv", people)
    given = [f"-o{name}={value}" for name, value in options.items()]
    return cli.run(
        "load", "public.person", file, *given, database=database.as_user("alice"), timeout=600
    )


def stored(database: Database, ids: str) -> set[tuple[str, ...]]:
    return set(database.run(parents_sql(ids, "public.person")))


@pytest.mark.parametrize("ids", KINDS)
def test_everybody_gets_their_parents(ids: str, database: Database, tmp_path: Path) -> None:
    people = family(PEOPLE)
    result = load(database, ids, people, tmp_path)
    assert result.code == 0, (result.out, result.err)
    assert stored(database, ids) == {p.cells for p in people}


@pytest.mark.parametrize("ids", KINDS)
def test_cause_and_consequence_are_told_apart(ids: str, database: Database, tmp_path: Path) -> None:
    people = refuse(family(PEOPLE), 0.01)
    result = load(database, ids, people, tmp_path)
    assert result.code != 0
    assert stored(database, ids) == set()
    check_report(database, people)


def check_report(database: Database, people: list[Person], engine: str = "fast") -> None:
    """Compares the report with who has to fall and why."""
    rows = {p.code: number for number, p in enumerate(people, 1)}
    bad = {number for number, p in enumerate(people, 1) if p.sex == "x"}
    causes, links = set(), set()
    for number, message, detail in database.run(
        "select row_number, message, coalesce(detail, '')"
        " from tabular_import.import_job_error where job_id ="
        " (select max(id) from tabular_import.import_job)"
    ):
        if not message.startswith("Unable to resolve a link"):
            assert "sex" in message
            causes.add(number)
            continue
        name, _, code = (
            message.removeprefix("Unable to resolve a link: ").rstrip("]").partition("[")
        )
        links.add((number, name, code))
        assert detail == f"Row {rows[code]} of the file has it, and is refused."
    fallen = consequences(people)
    expected = set()
    for person in people:
        for name in ("mother", "father"):
            parent = getattr(person, name)
            if parent in fallen.get(person.code, ()):
                expected.add((rows[person.code], name, parent))
    assert causes == bad
    assert links <= expected
    # of a row that is refused anyway, and in the reference engine, one reason may do
    assert {n for n, _, _ in links} - bad == {rows[code] for code in fallen} - bad
    if engine == "fast":
        assert {link for link in expected - links if link[0] not in bad} == set()


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("ids", ["identity", "natural"])
def test_both_engines_tell_a_small_family_alike(
    engine: str, ids: str, database: Database, tmp_path: Path
) -> None:
    people = refuse(family(120, generations=6), 0.02, seed=3)
    assert load(database, ids, people, tmp_path, engine=engine).code != 0
    check_report(database, people, engine)
    mended = family(120, generations=6)
    assert load_more(database, mended, tmp_path, engine=engine).code == 0
    assert stored(database, ids) == {p.cells for p in mended}


@pytest.mark.parametrize("ids", KINDS)
def test_parents_may_be_there_or_come_along(ids: str, database: Database, tmp_path: Path) -> None:
    people = family(400)
    by_code = {p.code: p for p in people}
    old: set[str] = set()
    waiting = [people[0].code, people[1].code]
    while waiting:
        person = by_code[waiting.pop()]
        old.add(person.code)
        waiting += filter(None, (person.mother, person.father))
    first = [p for p in people if p.code in old]
    rest = [p for p in people if p.code not in old]
    assert load(database, ids, first, tmp_path).code == 0
    result = load_more(database, rest, tmp_path)
    assert result.code == 0, (result.out, result.err)
    assert stored(database, ids) == {p.cells for p in people}


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("ids", KINDS)
def test_circles_are_no_error(ids: str, engine: str, database: Database, tmp_path: Path) -> None:
    people = family(60, generations=3)
    first, *_ = [n for n, p in enumerate(people) if not p.mother and p.sex == "f"]
    last, *_ = [n for n, p in enumerate(people) if p.mother == people[first].code]
    # a mother who is her own grandchild's child, and a person of her own
    people[first] = replace(people[first], mother=people[last].code)
    people.append(Person("own", "f", "own", ""))
    result = load(database, ids, people, tmp_path, engine=engine)
    assert result.code == 0, (result.out, result.err)
    assert stored(database, ids) == {p.cells for p in people}


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_a_good_row_with_a_parent_in_the_table_and_one_in_the_file_stays(
    engine: str, database: Database, tmp_path: Path
) -> None:
    """Another row's refusal does not take it along, though alone it would miss its mother."""
    assert load(database, "identity", [Person("old", "m")], tmp_path).code == 0
    people = [
        Person("eve", "f", "", "old"),
        Person("bad", "m", "eve", "nobody"),
        Person("fallen", "m", "", "bad"),
        Person("good", "m", "eve", "old"),
    ]
    assert load_more(database, people, tmp_path, engine=engine, on_error="skip").code != 0
    assert stored(database, "identity") == {
        p.cells for p in (Person("old", "m"), people[0], people[3])
    }


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("ids", ["identity", "natural"])
def test_who_can_be_stored_is_and_the_others_are_told_why(
    engine: str, ids: str, database: Database, tmp_path: Path
) -> None:
    people = refuse(family(120, generations=6), 0.02, seed=3)
    assert load(database, ids, people, tmp_path, engine=engine, on_error="skip").code != 0
    fallen = consequences(people)
    good = {p.cells for p in people if p.sex != "x" and p.code not in fallen}
    assert 0 < len(good) < len(people)
    assert stored(database, ids) == good
    check_report(database, people, engine)
