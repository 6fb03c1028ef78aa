create or replace function tabular_import_private.find_tables_again()
returns void
language sql
volatile
security invoker
-- Compared with what table_path gave.
set quote_all_identifiers = off
begin atomic
    with wanted as (
        select distinct j.table_path
        from tabular_import_private.import_job as j
        where j.table_path is not null
    ),

    there as (
        select
            c.oid as id,
            format('%I.%I', n.nspname, c.relname) as path
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'f') and c.relpersistence <> 't'
    ),

    found as (
        select
            w.table_path,
            -- No table's number, where there is none: a number of before might be another table's now.
            coalesce(t.id, 0) as id
        from wanted as w
        left join there as t on t.path = w.table_path
    )

    update tabular_import_private.import_job as j
    set
        table_id = f.id,
        exclusive_table = case when j.exclusive_table is not null then nullif(f.id, 0) end
    from found as f
    where j.table_path = f.table_path and j.table_id <> f.id;
end;

comment on function tabular_import_private.find_tables_again() is
'Gives all jobs, waiting and finished, the numbers that their tables have in a restored database, by schema and name.';
