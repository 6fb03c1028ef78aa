"""Templates that are filled in by program, as people do it: by the header, below it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tabular_import.reading import fingerprint
from tabular_import.reading.model import DEFAULT_LIMITS
from tabular_import.reading.sheets.workbook import Package

SHEET = "xl/worksheets/sheet1.xml"
PROPERTIES = "docProps/custom.xml"


def part(path: Path, name: str) -> str:
    """Returns a part of a workbook."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def change(path: Path, name: str, edit: Callable[[str], str]) -> None:
    """Edits a part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts[name] = edit(parts[name].decode()).encode("utf-8", "surrogatepass")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for member, content in parts.items():
            package.writestr(member, content)


def header(path: Path) -> list[str]:
    """Returns the header of a template."""
    row = re.search(r'<row r="1"[^>]*>(.*?)</row>', part(path, SHEET))
    assert row is not None
    return re.findall(r"<t[^>]*>([^<]*)</t>", row[1])


def fill(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Fills rows, by the header, into a template; texts are typed as texts, numbers as numbers."""
    names = header(path)
    styles = [_style(path, place) for place in range(len(names))]
    lines = []
    for number, row in enumerate(rows, 2):
        assert row.keys() <= set(names), (row, names)
        cells = ""
        for place, name in enumerate(names):
            if name not in row:
                continue
            where = f'r="{chr(ord("A") + place)}{number}" s="{styles[place]}"'
            value = row[name]
            cells += (
                f'<c {where} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
                if isinstance(value, str)
                else f"<c {where}><v>{value}</v></c>"
            )
        lines.append(f'<row r="{number}">{cells}</row>')
    change(path, SHEET, lambda text: text.replace("</sheetData>", "".join(lines) + "</sheetData>"))


def _style(path: Path, place: int) -> str:
    """Returns the style of a column, which a program gives the cells that are typed there."""
    for column in re.findall(r"<col [^>]*>", part(path, SHEET)):
        found = dict(re.findall(r'(\w+)="([^"]*)"', column))
        if int(found["min"]) <= place + 1 <= int(found["max"]):
            return str(found.get("style", "0"))
    return "0"


def found_in(path: Path) -> dict[str, object] | None:
    """Returns the fingerprint that a workbook has."""
    with zipfile.ZipFile(path) as package:
        return fingerprint.fingerprint_of(Package(package, DEFAULT_LIMITS))
