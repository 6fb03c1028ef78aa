create or replace function tabular_import_private.column_entry(
    options jsonb, header_name text, rename text, merged jsonb, added jsonb
)
returns jsonb
language sql
immutable
security invoker
begin atomic
    -- An entry of the user's own keeps what it says; lists are given with the words that hold for the whole job.
    select
        case
            when column_entry.rename is not null then jsonb_build_object('to', column_entry.rename)
            when jsonb_typeof(column_entry.options -> 'columns' -> column_entry.header_name) = 'string'
                then jsonb_build_object('to', column_entry.options -> 'columns' -> column_entry.header_name)
            else '{}'
        end
        || case jsonb_typeof(column_entry.options -> 'columns' -> column_entry.header_name)
            when 'object' then column_entry.options -> 'columns' -> column_entry.header_name
            else '{}'
        end
        || (
            select coalesce(jsonb_object_agg(a.key, column_entry.merged -> a.key), '{}')
            from jsonb_object_keys(column_entry.added) as a (key)
        );
end;

comment on function tabular_import_private.column_entry(jsonb, text, text, jsonb, jsonb) is
'The entry of option columns for a header with value options added. rename: the column that it may mean, NULL where '
'it names one; merged: all options of the column; added: those that are new.';
