create or replace function tabular_import_private.file_options(options jsonb)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array(
            select o.name
            from tabular_import.import_option as o
            where
                file_options.options ? o.name
                and (o.part in ('job', 'reading') or o.name in ('propose', 'max_change', 'keep_row_keys', 'undo'))
                and o.name <> 'engine'
            order by o.name collate "C"
        );
end;

comment on function tabular_import_private.file_options(jsonb) is
'Those of some options that are about files and their jobs, and mean nothing to records.';
