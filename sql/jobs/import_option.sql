create or replace view tabular_import.import_option as
select
    o.name,
    o.type,
    o.default_value,
    o.meaning,
    o.part,
    o.per_column,
    o.example::jsonb as example
from (
    values
    ('queue', 'text', 'tabular_import', 'The queue that the job waits in.', 'job', false, '"nightly"'),
    ('priority', 'number', '0', 'Jobs with a higher number are taken first.', 'job', false, '10'),
    (
        'run_after', 'time', 'now',
        'When the job may be taken at the earliest, as YYYY-MM-DD HH:MM:SS+00.',
        'job', false, '"2030-01-31 22:00:00+00"'
    ),
    (
        'max_attempts', 'count', '5',
        'How often the job is tried when the server or the worker fails.',
        'job', false, '1'
    ),
    (
        'max_duration', 'duration', '1 hour',
        'After this long an attempt is broken off and the job ends in error.',
        'job', false, '"10 minutes"'
    ),
    (
        'allow_parallel', 'boolean', 'false',
        'The job may run while others import into the same table.',
        'job', false, 'true'
    ),
    (
        'idempotency_key', 'text', 'none',
        'Another submit of yours with the same key returns the same job.',
        'job', false, '"order-4711"'
    ),
    (
        'on_repeat', 'note|refuse|ignore', 'note',
        'What to do when you have imported the same content into the table before.',
        'job', false, '"refuse"'
    ),
    (
        'engine', 'fast|reference', 'fast',
        'Whether rows are inserted in chunks, or one by one; the result is the same.',
        'job', false, '"reference"'
    ),
    (
        'dry_run', 'boolean', 'false',
        'Everything is done as if it were meant, reported, and taken back.',
        'job', false, 'true'
    ),
    (
        'hold', 'boolean', 'false',
        'The job is tried, reported and taken back, and then waits for its release.',
        'job', false, 'true'
    ),
    (
        'format', 'csv|tsv|xlsx|xlsm|xlsb|xls|ods|jsonl|json|parquet', 'by name',
        'What the file is, whatever its name says.',
        'reading', false, '"csv"'
    ),
    (
        'encoding', 'text', 'detected',
        'The encoding of the text, such as windows-1250.',
        'reading', false, '"windows-1250"'
    ),
    (
        'delimiter', 'text', 'detected',
        'One or several characters, or comma, tab, semicolon, pipe, colon, space, caret, whitespace, none.',
        'reading', false, '"semicolon"'
    ),
    ('quote', 'text', 'detected', 'One character, or double, single, none.', 'reading', false, '"single"'),
    (
        'escape', 'doubled|backslash|none', 'detected',
        'How a quote stands inside quotes.',
        'reading', false, '"backslash"'
    ),
    (
        'header', 'text or number', 'detected',
        'The number of the header''s line, several as 3-4, or none.',
        'reading', false, '"none"'
    ),
    ('skip_lines', 'number', '0', 'How many lines or sheet rows at the start are not read.', 'reading', false, '3'),
    ('comment', 'text', 'detected', 'What a comment line begins with, or none.', 'reading', false, '"#"'),
    (
        'ragged', 'report|pad|truncate|both', 'report',
        'What happens to rows with too few or too many cells.',
        'reading', false, '"pad"'
    ),
    (
        'skip_rows', 'list of repeated_header|totals|footnotes|units|none', 'ask',
        'Rows among the data that are left out, one word or several (units: a first row of units); with none in the '
        'list, others are rows.',
        'reading', false, '["totals", "footnotes"]'
    ),
    (
        'last_row', 'line', 'the last',
        'The number of the last line or sheet row that belongs to the table.',
        'reading', false, '120'
    ),
    ('blank_rows', 'skip|keep', 'skip', 'What happens to rows whose cells are all empty.', 'reading', false, '"keep"'),
    (
        'range', 'range', 'the whole sheet',
        'The cells of the sheet that hold the table, such as A3:F120.',
        'reading', false, '"A3:F120"'
    ),
    (
        'sheet', 'text or number', 'the one with data',
        'The sheet, by name or by number from 1.',
        'reading', false, '"Prices"'
    ),
    ('merged', 'ask|fill|empty', 'ask', 'What merged cells among the data hold.', 'reading', false, '"fill"'),
    ('member', 'text', 'the only one', 'The name of the file inside a ZIP archive.', 'reading', false, '"prices.csv"'),
    (
        'match_columns', 'folded|exact', 'folded',
        'Whether case, accents, spaces and punctuation in a header may differ from the table''s names, or not.',
        'columns', false, '"exact"'
    ),
    (
        'columns', 'columns', 'by name',
        'What a header means: the name of a column, null where it is left out, or an object of its own rules, with to '
        'for the name.',
        'columns', false,
        '{"Vorname": "first_name", "Geburtsdatum": {"to": "birth_date", "date_order": "DMY"}, "Bemerkung": null}'
    ),
    (
        'constants', 'object of text', 'none',
        'Texts for columns that the file does not have, the same in each row.',
        'columns', false, '{"site_id": "7"}'
    ),
    (
        'links', 'links', 'by identity',
        'How the file names rows of other tables, by the name of the link. by: the columns that identify a row; '
        'on_missing: error, null or create, what becomes of a key that no row has; constants: the other columns of a '
        'row that is created; similar: error or create, for a key that resembles another.',
        'columns', false, '{"trunk": {"by": ["code"], "on_missing": "null"}}'
    ),
    (
        'missing_columns', 'default|error', 'default',
        'Whether the file may lack columns that have a default or may be NULL.',
        'columns', false, '"error"'
    ),
    (
        'extra_columns', 'error|ignore', 'error',
        'What happens to columns of the file that the table has no place for.',
        'columns', false, '"ignore"'
    ),
    (
        'profile', 'text', 'none',
        'The saved options that hold where the job gives none of its own.',
        'columns', false, '"supplier"'
    ),
    (
        'propose', 'show|apply', 'show',
        'Whether options that the file itself suggests are only told, or applied at once.',
        'columns', false, '"apply"'
    ),
    (
        'use_defaults', 'boolean', 'false',
        'An empty cell means the column''s default, not NULL.',
        'values', false, 'true'
    ),
    ('trim', 'boolean', 'false', 'Spaces around a cell do not count.', 'values', true, 'true'),
    (
        'null_values', 'list of text', 'none',
        'Cells that mean NULL, as the empty one does.',
        'values', true, '["N/A", "-"]'
    ),
    (
        'value_map', 'object of text or null', 'none',
        'What a cell means instead: for each text another, or null.',
        'values', true, '{"Bostn": "Boston", "?": null}'
    ),
    (
        'ignore_case', 'boolean', 'false',
        'Capital and small letters are the same in enums, value_map, true_values and false_values.',
        'values', true, 'true'
    ),
    (
        'true_values', 'list of text', 'none',
        'Cells that mean true, besides PostgreSQL''s own.',
        'values', true, '["ja"]'
    ),
    (
        'false_values', 'list of text', 'none',
        'Cells that mean false, besides PostgreSQL''s own.',
        'values', true, '["nein"]'
    ),
    (
        'date_order', 'YMD|DMY|MDY', 'none',
        'The order of day, month and year in dates that are not ISO.',
        'values', true, '"DMY"'
    ),
    (
        'century', 'year', 'none',
        'The first of the hundred years that two digits of a year may mean.',
        'values', true, '1930'
    ),
    ('decimal_separator', '.|,', '.', 'What stands before the decimals of a number.', 'values', true, '","'),
    (
        'thousands_separator', '.|,| |''', 'none',
        'What sets the thousands of a number apart; a space means any kind of it.',
        'values', true, '"."'
    ),
    (
        'currency', 'list of text', 'none',
        'Signs or names beside a number that do not count.',
        'values', true, '["EUR", "USD"]'
    ),
    ('percent', 'fraction|number', 'none', 'Whether 5 % is 0.05 or 5.', 'values', true, '"fraction"'),
    ('parentheses', 'negative', 'none', 'A number in parentheses is below zero.', 'values', true, '"negative"'),
    (
        'mode', 'insert|upsert|update|skip_existing|sync|replace', 'insert',
        'What becomes of rows that the table has already: an error; upsert, update, sync and replace change them, and '
        'skip_existing leaves them as they are; update inserts none; sync and replace delete those that the file does '
        'not have.',
        'merging', false, '"upsert"'
    ),
    (
        'key', 'list of text', 'by identity',
        'The columns by which rows of the table are found; a unique index must be over them.',
        'merging', false, '["code"]'
    ),
    (
        'if_blank', 'keep|null|default', 'null',
        'What an empty cell makes of the value that the table has.',
        'merging', false, '"keep"'
    ),
    (
        'scope', 'object of text', 'the whole table',
        'The values of columns in which all rows of the file agree: sync and replace delete no row that has others.',
        'merging', false, '{"site_id": "7"}'
    ),
    (
        'max_deletes', 'number or percent', '10 %',
        'How many rows sync and replace may delete, or what part of those in scope; replace must say it.',
        'merging', false, '"100 %"'
    ),
    (
        'on_error', 'abort|skip', 'abort',
        'Whether nothing of the file goes in when rows are refused, or all but these.',
        'merging', false, '"skip"'
    ),
    (
        'max_errors', 'number or percent', 'none',
        'How many rows on_error skip may leave out, or what part of all; past that nothing goes in.',
        'merging', false, '"5 %"'
    ),
    (
        'expect_rows', 'rows', 'none',
        'How many rows must go in, or nothing does.',
        'merging', false, '1200'
    ),
    (
        'expect_sums', 'object of numbers', 'none',
        'What the rows that go in must add up to, by the table''s columns, or nothing goes in.',
        'merging', false, '{"amount": "12345.60"}'
    ),
    (
        'max_change', 'percent', 'none',
        'By how much the number of rows may differ from your last import into the table, or nothing goes in.',
        'merging', false, '"20 %"'
    ),
    (
        'checks', 'list of text', 'none',
        'Functions, of yours or of the owner of the table, that look at all rows and may refuse them.',
        'merging', false, '["sales.check_payments"]'
    ),
    (
        'keep_row_keys', 'boolean', 'false',
        'Which row of the table each row of the file has become is kept, for view import_job_row.',
        'merging', false, 'true'
    ),
    (
        'undo', 'boolean', 'false',
        'What the job changes is recorded, so that undo_import_job can put it back.',
        'merging', false, 'true'
    )
) as o (name, type, default_value, meaning, part, per_column, example);

comment on view tabular_import.import_option is
'Every option of submit_tabular_import_task: name, type (of its JSON value), default_value, meaning, part (job, '
'reading, columns, values or merging: what it is about), per_column (may stand in an entry of option columns, for that '
'column alone), example (a value).';

grant select on tabular_import.import_option to tabular_import_user, tabular_import_worker, tabular_import_admin;
