"""What PostgreSQL's catalogue says of a target is read in one place, and asked once a load."""

from __future__ import annotations

import re

import pytest

from tabular_import.db.install import resources
from tabular_import.db.rooms import definitions

FILES = {file.path.stem: file for file in definitions(resources())}
TEXTS = {name: file.path.read_text(encoding="utf-8") for name, file in FILES.items()}

# bit masks, letters and columns of some versions only, and the file that may name them
READ_ONCE = {
    "tgtype": "table_triggers",
    "tgenabled": "table_triggers",
    "conenforced": "table_constraints",
    "conperiod": "table_constraints",
    "confmatchtype": "table_constraints",
    "conparentid": "table_constraints",
    "indnullsnotdistinct": "table_indexes",
    "indisexclusion": "table_indexes",
    "indimmediate": "table_indexes",
    "indnkeyatts": "table_indexes",
}
# not of a target's constraints: what a type is described by, how an index is written, and whose
# part a reference is
EXCEPT = {
    "conparentid": {"type_description", "target_links", "referring_constraints"},
    "indnkeyatts": {"index_parts_sql"},
}

# what only the traits ask, and who else needs it outside of a load's engine
ASKED_ONCE = {
    # hold_problem: as row_keys_problem, before there is a plan
    "has_insert_rule": {"change_options", "hold_problem", "row_keys_problem", "sums_problem"},
    "refers_to_itself": {"make_typed_chunk", "name_refused_rows"},
    "has_outside_column": set[str](),
    "is_null_final": set[str](),
    "may_set_references": set[str](),
    "is_diagnosable": {"may_set_references"},
    "has_plain_references": {"may_set_references"},
    "runs_user_code": {"may_set_references", "import_connected_rows", "set_by_triggers"},
    "has_special_index": set[str](),
    "has_uncertain_default": {"has_uncertain_new_row"},
    "can_hash": set[str](),
    # once for a job that is held, and once when it is released
    "set_by_triggers": {"varying_columns"},
    "stamping_functions": {"is_diagnosable", "is_null_final"},
}
TRAITS = {"target_traits", "diagnosis_traits"}


def without_comments(text: str) -> str:
    return re.sub(r"--[^\n]*|(?s:\ncomment on .*)", "", text)


@pytest.mark.parametrize("word", READ_ONCE)
def test_a_mask_or_a_versions_column_is_read_in_one_file(word: str) -> None:
    found = {
        name for name, text in TEXTS.items() if re.search(rf"\b{word}\b", without_comments(text))
    }
    assert found == {READ_ONCE[word]} | EXCEPT.get(word, set())


@pytest.mark.parametrize("name", ASKED_ONCE)
def test_only_the_traits_ask(name: str) -> None:
    asking = {
        file
        for file, text in TEXTS.items()
        if file != name and re.search(rf"tabular_import_engine\.{name}\(", without_comments(text))
    }
    assert asking - TRAITS == ASKED_ONCE[name]
    assert asking
