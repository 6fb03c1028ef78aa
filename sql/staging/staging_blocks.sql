create or replace function tabular_import_private.staging_blocks(table_name name)
returns bigint
language sql
volatile
security invoker
begin atomic
    select
        pg_relation_size(format('tabular_import_staging.%I', staging_blocks.table_name)::regclass)
        / current_setting('block_size')::bigint;
end;

comment on function tabular_import_private.staging_blocks(name) is
'How many blocks a table of staged rows has.';
