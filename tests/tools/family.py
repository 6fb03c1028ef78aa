"""Families: people who name their mother and father, in files of any size and order."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

HEADER = ("code", "sex", "mother", "father")
# How people are stored: the type of id, and what parents are referred to by.
KINDS = {
    "identity": "id integer generated always as identity primary key",
    "serial": "id serial primary key",
    "uuid": "id uuid default gen_random_uuid() primary key",
    "natural": "",
}


@dataclass(frozen=True)
class Person:
    """One person; parents by their codes, empty for the first generation."""

    code: str
    sex: str
    mother: str = ""
    father: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return self.code, self.sex, self.mother, self.father


def family(people: int, generations: int = 10, seed: int = 1) -> list[Person]:
    """Returns people in generations of the same size, shuffled; all but the first have parents."""
    chance = random.Random(seed)
    made: list[Person] = []
    earlier: tuple[list[str], list[str]] = ([], [])
    size = people // generations
    for generation in range(generations):
        born: tuple[list[str], list[str]] = ([], [])
        count = size if generation < generations - 1 else people - len(made)
        for number in range(count):
            # somebody of each sex in every generation
            sex = number % 2 if number < 2 else chance.randrange(2)
            code = f"P{len(made) + 1}"
            born[sex].append(code)
            mother, father = (chance.choice(some) if some else "" for some in earlier)
            made.append(Person(code, "fm"[sex], mother, father))
        earlier = born
    chance.shuffle(made)
    return made


def refuse(people: Sequence[Person], share: float, seed: int = 1) -> list[Person]:
    """Returns the people, a share of them of a sex that the table refuses."""
    chance = random.Random(seed)
    bad = set(chance.sample(range(len(people)), round(len(people) * share)))
    return [replace(p, sex="x") if n in bad else p for n, p in enumerate(people)]


def consequences(people: Iterable[Person]) -> Mapping[str, frozenset[str]]:
    """Returns who cannot be stored because of somebody else: the codes of the parents that cannot.

    A person of a sex that the table refuses stands there only with a parent that cannot be stored.
    """
    all_ = {p.code: p for p in people}
    fallen = {p.code for p in all_.values() if p.sex not in ("f", "m")}
    children: dict[str, list[str]] = {}
    for person in all_.values():
        for parent in filter(None, (person.mother, person.father)):
            children.setdefault(parent, []).append(person.code)
    waiting = [*fallen]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in fallen:
                fallen.add(child)
                waiting.append(child)
    return {
        p.code: parents
        for p in all_.values()
        if (parents := frozenset({p.mother, p.father} & fallen))
    }


def table_sql(kind: str, name: str = "person") -> str:
    """Returns SQL that makes the table of a family, with ids of a kind; see KINDS."""
    if kind == "natural":
        key, parent, type_ = "code text primary key", "code", "text"
    else:
        key, parent = f"{KINDS[kind]}, code text not null unique", "id"
        type_ = "uuid" if kind == "uuid" else "integer"
    return (
        f"create table {name} ({key},"
        " sex text not null constraint sex_is_known check (sex in ('f', 'm')),"
        f" mother_{parent} {type_} references {name}, father_{parent} {type_} references {name})"
    )


def parents_sql(kind: str, name: str = "person") -> str:
    """Returns a query for what is stored: code, sex, mother's and father's codes or empty."""
    key = "code" if kind == "natural" else "id"
    return (
        f"select p.code, p.sex, coalesce(m.code, ''), coalesce(f.code, '') from {name} as p"
        f" left join {name} as m on m.{key} = p.mother_{key}"
        f" left join {name} as f on f.{key} = p.father_{key}"
    )


def write(path: Path, people: Iterable[Person]) -> Path:
    """Writes a family as a CSV file and returns its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(person.cells for person in people)
    return path
