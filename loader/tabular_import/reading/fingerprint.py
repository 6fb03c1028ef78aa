"""What a table was like when its template was made, in the properties of the file.

Programs keep such properties when they save a file. They are texts of 255 characters at most, so
that what function template_fingerprint of the database says is there in pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .model import ReadingError, seen

if TYPE_CHECKING:
    from .sheets.workbook import Package

# The sheet that has what drop-down lists of a template show; it holds no rows.
LISTS = "tabular_import_lists"
_NAME = "tabular_import_template_"
_LONGEST_PIECE = 255
# of a fingerprint, which a table of 1,600 columns hardly has; and of the part that it stands in
_MOST_CHARACTERS = 1 << 20
_MOST_BYTES = 4 << 20
_MOST_COLUMNS = 1600
_LONGEST_TEXT = 4000
_PIECE = re.compile(f"{_NAME}([1-9][0-9]{{0,3}})", re.ASCII)
# What JSON can say, and the database cannot store.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# What programs might take for more than itself, or leave out.
_UNSAFE = re.compile("_(?=x)|[ \x7f&<>]")


def pieces_of(fingerprint: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the properties that hold a fingerprint."""
    if not fingerprint:
        return
    text = json.dumps(fingerprint, separators=(",", ":"))
    # All of them stand within strings.
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if len(text) > _MOST_CHARACTERS:
        return
    for number, start in enumerate(range(0, len(text), _LONGEST_PIECE), 1):
        yield f"{_NAME}{number}", text[start : start + _LONGEST_PIECE]


def fingerprint_of(package: Package) -> dict[str, object] | None:
    """Return the fingerprint that a workbook holds, None where it has none.

    Whatever else stands in its properties is nobody's business, damaged or not.
    """
    from .sheets.workbook import tree

    pieces: dict[int, str] = {}
    try:
        for part in ("docProps/custom.xml", "meta.xml"):
            if part not in package:
                continue
            data = package.read(part, _MOST_BYTES)
            if _NAME.encode() not in data:
                continue
            for item in tree(data, part, 20_000).all(
                "property" if part.startswith("doc") else "user-defined"
            ):
                match = _PIECE.fullmatch(item.attributes.get("name", ""))
                if match:
                    value = item.children[0].text if item.children else item.text
                    pieces[int(match[1])] = value.strip()
    except ReadingError:
        return None
    if sum(map(len, pieces.values())) > _MOST_CHARACTERS:
        return None
    try:
        found = json.loads("".join(pieces[number] for number in range(1, len(pieces) + 1)))
    except (ValueError, KeyError, RecursionError):
        return None
    return found if _is_fingerprint(found) else None


def shown_template(fingerprint: Any) -> str:
    """Return what is told of the template that a file was made from."""
    return f"of table {seen(fingerprint['table'])}, made on {fingerprint['made']}"


def _is_fingerprint(found: object) -> bool:
    """Tell whether something is what template_fingerprint says of a table."""
    return (
        isinstance(found, dict)
        and found.keys() == {"version", "table", "id", "made", "columns"}
        and found["version"] == 1
        and _is_number(found["id"])
        and _is_text(found["table"])
        and isinstance(found["made"], str)
        and re.fullmatch("[0-9]{4,6}-[0-9]{2}-[0-9]{2}", found["made"], re.ASCII) is not None
        and isinstance(found["columns"], list)
        and len(found["columns"]) <= _MOST_COLUMNS
        and all(map(_is_column, found["columns"]))
    )


def _is_column(found: object) -> bool:
    return (
        isinstance(found, dict)
        and found.keys() - {"choices", "listed", "link"} == {"number", "name", "type", "required"}
        and _is_number(found["number"])
        and _is_text(found["name"])
        and _is_text(found["type"])
        and isinstance(found["required"], bool)
        and _is_text(found.get("listed", ""))
        and _is_text(found.get("link", ""))
        and isinstance(found.get("choices", []), list)
        and all(map(_is_text, found.get("choices", [])))
    )


def _is_text(found: object) -> bool:
    return isinstance(found, str) and len(found) <= _LONGEST_TEXT and not _UNSTORABLE.search(found)


def _is_number(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 < found < 1 << 32
