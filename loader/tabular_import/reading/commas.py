"""Numbers for columns whose rule has a comma before the decimals: what is typed stays what it is.

Such a column takes ``1.5`` for one and a half, as nothing else can be meant; of ``1.234`` the job's
rule decides, which is one for texts. A number of a spreadsheet, of JSON or Parquet is no text: it
is handed over with a comma.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_GROUP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}\Z", re.ASCII)
_GROUPS = re.compile(r"^-?[1-9]\d{0,2}\.\d{3}$", re.ASCII | re.MULTILINE)


def may_be_thousand(text: str) -> bool:
    """Tell whether a number in plain form may be read as a whole one with its thousands apart."""
    return text[-4:-3] == "." and _GROUP.match(text) is not None


def may_have_thousand(texts: str) -> bool:
    """Tell whether one of several lines is such a number."""
    return _GROUPS.search(texts) is not None


def has_comma(options: Mapping[str, object]) -> bool:
    """Tell whether some column of a job has a comma before the decimals."""
    if options.get("decimal_separator") == ",":
        return True
    columns = options.get("columns")
    return isinstance(columns, dict) and any(
        isinstance(entry, dict) and entry.get("decimal_separator") == ","
        for entry in columns.values()
    )


def comma_columns(header: Sequence[str], types: Mapping[str, str]) -> frozenset[int]:
    """Return the places of a header whose columns have a comma before the decimals."""
    return frozenset(
        place
        for place, name in enumerate(header)
        if "comma" in types.get(name, "").partition("\n")[0].split()
    )
