"""Columns that name rows of other tables by texts, in formats that have numbers as well.

``1.10`` names the branch 10 of the trunk 1. Programs that take it for a number make 1.1 of it, the
branch 1: a number with decimals in such a column is asked for as a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .commas import has_comma
from .model import Types


def asked_types(
    header: Sequence[str],
    types: Types | None,
    options: Mapping[str, object],
    columns: Sequence[str] | None,
) -> Mapping[str, str]:
    """Return what ``types`` says of a header, if it may say something that matters.

    Formats whose texts and numbers are apart only ask for commas and for links, which are called
    otherwise than a column of the table, or by option columns.
    """
    if types is None:
        return {}
    is_plain = set(header) <= set(columns or ()) and not options.get("columns")
    return {} if is_plain and not has_comma(options) else types(header)


def link_places(header: Sequence[str], types: Mapping[str, str]) -> dict[int, str]:
    """Return the places of a header that name rows by texts, and the headers of the parts of each.

    ``types`` has a word link for them, and the headers in a second line if there are several.
    """
    return {
        place: types[name].partition("\n")[2]
        for place, name in enumerate(header)
        if "link" in types.get(name, "").partition("\n")[0].split()
    }


def remedy(advice: str, titles: str) -> str:
    """Return what to do about a number, as ``advice`` says, or by a column for each part."""
    return f"{advice}, or give its parts in columns of their own: {titles}" if titles else advice


def number_question(number: str, name: str, place: str, advice: str, titles: str) -> str | None:
    """Return the read error of a number in such a column; None where it cannot be another one."""
    if "." not in number:
        return None
    what = f"The number {number} of {name[:63]} in {place} may stand for {number} or {number}0"
    return f"{what}: {remedy(advice, titles)}"
