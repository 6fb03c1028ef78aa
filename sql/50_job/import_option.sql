create or replace view tabular_import.import_option as
select
    o.name,
    o.type,
    o.default_value,
    o.meaning
from (
    values
    ('queue', 'text', 'default', 'The queue that the job waits in.'),
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
    ('use_defaults', 'boolean', 'false', 'An empty cell means the column''s default, not NULL.')
) as o (name, type, default_value, meaning);

comment on view tabular_import.import_option is
'Every option of submit_tabular_import_task: name, type (of its JSON value), default_value, meaning.';
