create or replace view tabular_import.import_option as
select
    o.name,
    o.type,
    o.default_value,
    o.meaning
from (
    values
    ('queue', 'text', 'tabular_import', 'The queue that the job waits in.'),
    ('priority', 'number', '0', 'Jobs with a higher number are taken first.'),
    ('run_after', 'time', 'now', 'When the job may be taken at the earliest, as YYYY-MM-DD HH:MM:SS+00.'),
    ('max_attempts', 'count', '5', 'How often the job is tried when the server or the worker fails.'),
    ('max_duration', 'duration', '1 hour', 'After this long an attempt is broken off and the job ends in error.'),
    ('allow_parallel', 'boolean', 'false', 'The job may run while others import into the same table.'),
    ('idempotency_key', 'text', 'none', 'Another submit of yours with the same key returns the same job.'),
    (
        'on_repeat', 'note|refuse|ignore', 'note',
        'What to do when you have imported the same content into the table before.'
    ),
    (
        'engine', 'fast|reference', 'fast',
        'Whether rows are inserted in chunks, or one by one; the result is the same.'
    ),
    (
        'format', 'csv|tsv|xlsx|xlsm|xlsb|xls|ods|jsonl|json|parquet', 'by name',
        'What the file is, whatever its name says.'
    ),
    ('encoding', 'text', 'detected', 'The encoding of the text, such as windows-1250.'),
    (
        'delimiter', 'text', 'detected',
        'One or several characters, or comma, tab, semicolon, pipe, colon, space, caret, whitespace, none.'
    ),
    ('quote', 'text', 'detected', 'One character, or double, single, none.'),
    ('escape', 'doubled|backslash|none', 'detected', 'How a quote stands inside quotes.'),
    ('header', 'text or number', 'detected', 'The number of the header''s line, several as 3-4, or none.'),
    ('skip_lines', 'number', '0', 'How many lines or sheet rows at the start are not read.'),
    ('comment', 'text', 'detected', 'What a comment line begins with, or none.'),
    ('ragged', 'report|pad|truncate|both', 'report', 'What becomes of rows with too few or too many cells.'),
    (
        'skip_rows', 'list of repeated_header|totals|footnotes|none', 'ask',
        'Rows among the data that are left out, one word or several; with none in the list, others are rows.'
    ),
    ('last_row', 'line', 'the last', 'The number of the last line or sheet row that belongs to the table.'),
    ('blank_rows', 'skip|keep', 'skip', 'What becomes of rows whose cells are all empty.'),
    ('range', 'range', 'the whole sheet', 'The cells of the sheet that hold the table, such as A3:F120.'),
    ('sheet', 'text or number', 'the one with data', 'The sheet, by name or by number from 1.'),
    ('merged', 'ask|fill|empty', 'ask', 'What merged cells among the data hold.'),
    (
        'missing_columns', 'default|error', 'default',
        'Whether the file may lack columns that have a default or may be NULL.'
    ),
    ('extra_columns', 'error|ignore', 'error', 'What becomes of columns of the file that the table has no place for.'),
    ('member', 'text', 'the only one', 'The name of the file inside a ZIP archive.'),
    ('use_defaults', 'boolean', 'false', 'An empty cell means the column''s default, not NULL.')
) as o (name, type, default_value, meaning);

comment on view tabular_import.import_option is
'Every option of submit_tabular_import_task: name, type (of its JSON value), default_value, meaning.';
