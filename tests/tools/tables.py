"""Writes rows of values as a file of any format that the reader knows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter
import xlwt

from tools.make_files_sheets import ods, ods_rows

Cell = str | int | float | bool | None
Rows = Iterable[Sequence[Cell]]

FORMATS = ("csv", "tsv", "xlsx", "xls", "ods")


def write(path: Path, rows: Rows) -> Path:
    """Writes a file in the format that its name ends in and returns its path."""
    match path.suffix:
        case ".csv" | ".tsv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
        case ".xlsx":
            with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
                sheet = workbook.add_worksheet("Data")
                for number, row in enumerate(rows):
                    for index, value in enumerate(row):
                        if isinstance(value, str):
                            sheet.write_string(number, index, value)
                        elif value is not None:
                            sheet.write(number, index, value)
        case ".xls":
            book = xlwt.Workbook()
            page = book.add_sheet("Data")
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if value is not None:
                        page.write(number, index, value)
            book.save(str(path))
        case ".ods":
            path.write_bytes(ods({"Data": ods_rows(list(rows))}))
        case _:
            raise ValueError(f"no such format: {path.name}")
    return path
