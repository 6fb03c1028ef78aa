create or replace view tabular_import.import_option as
select
    o.name,
    o.type,
    o.default_value,
    o.meaning
from (
    values
    ('queue', 'text', 'default', 'The queue that the job waits in.'),
    ('use_defaults', 'boolean', 'false', 'An empty cell means the column''s default, not NULL.')
) as o (name, type, default_value, meaning);

comment on view tabular_import.import_option is
'Every option of submit_tabular_import_task: name, type (of its JSON value), default_value, meaning.';
