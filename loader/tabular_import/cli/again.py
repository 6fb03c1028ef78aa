"""Reads the file of a job that has ended again, as the job has read it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import click

from tabular_import.db.call import call
from tabular_import.db.connection import Connection
from tabular_import.db.files import download
from tabular_import.reading import Reader, Template
from tabular_import.work.attempt import read_limits

_BATCH = 5000


class FileRow(NamedTuple):
    """A row of a file: its number, from 1, its cells, whether its job has refused it, what is
    wrong with it if it could not be read, and which columns have been corrected since."""

    number: int
    cells: Sequence[str | None]
    is_bad: bool
    read_error: str | None
    fixed_columns: Sequence[str] | None = None


def rows(connection: Connection, job_id: int) -> Iterator[FileRow]:
    """Yields all rows of a job's file in order; kept ones as they are kept, with corrections.

    Raises ReadingError when the file cannot be read, and ClickException when it is not there, or
    read otherwise than before, as the table or the program has changed: nothing is guessed.
    """
    job: Any = connection.execute(
        "select j.parent_job_id, f.content_deleted_at is not null, j.table_name, j.file_id,"
        " j.file_name, j.options, j.rows_read, decode(f.sha256, 'hex')"
        " from tabular_import.import_job as j"
        " left join tabular_import.import_file as f on f.id = j.file_id where j.id = %s",
        (job_id,),
    ).fetchone()
    parent, is_gone, table_name, file_id, file_name, options, rows_read, sha256 = job
    if parent is not None:
        raise click.ClickException(
            f"Job {job_id} has read no file: it went on with rows of job {parent}."
        )
    if is_gone:
        raise click.ClickException("The file is not stored any more, and other rows are not kept.")
    columns = call(
        connection,
        "select tabular_import.columns_to_read(%s, %s::jsonb)",
        table_name,
        json.dumps(options, ensure_ascii=False),
    )
    with tempfile.TemporaryFile() as file, Reader() as reader:
        download(connection, file_id, sha256, file)
        with reader.open(
            file,
            file_name,
            options,
            columns,
            read_limits(connection),
            lambda: cast(
                Template, call(connection, "select tabular_import.job_template(%s, null)", job_id)
            ),
            lambda header: cast(
                Mapping[str, str],
                call(
                    connection,
                    "select tabular_import.job_column_types(%s, null, %s)",
                    job_id,
                    list(header),
                ),
            ),
        ) as table:
            kept = _kept(connection, job_id)
            one = next(kept, None)
            number = 0
            for number, row in enumerate(table.rows, 1):
                if one is not None and one[0] == number:
                    _, cells, is_bad, read_error, fixed_columns = one
                    if fixed_columns is None and read_error is None and not _same(cells, row.cells):
                        raise _changed(job_id)
                    yield FileRow(number, cells, is_bad, read_error, fixed_columns)
                    one = next(kept, None)
                else:
                    cells = [*row.cells[: len(table.header)]]
                    cells += [None] * (len(table.header) - len(cells))
                    yield FileRow(number, cells, False, row.read_error)
            if number != rows_read or one is not None:
                raise _changed(job_id)


def _kept(connection: Connection, job_id: int) -> Iterator[tuple[Any, ...]]:
    """Yields the kept rows of a job."""
    with connection.cursor("kept_again") as kept:
        kept.itersize = _BATCH
        kept.execute(
            "select row_number, cells, is_bad, read_error, fixed_columns"
            " from tabular_import.import_kept_row where job_id = %s order by row_number",
            (job_id,),
        )
        yield from kept


def _same(cells: Sequence[str | None], others: Sequence[str | None]) -> bool:
    """Tells whether two rows have the same cells; an empty one is NULL."""
    return [cell or "" for cell in cells] == [cell or "" for cell in others]


def _changed(job_id: int) -> click.ClickException:
    return click.ClickException(
        f"The file of job {job_id} is read otherwise now than when the job read it, as the table or"
        " the program has changed."
    )
