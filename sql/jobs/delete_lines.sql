create or replace function tabular_import_private.delete_lines(job_ids bigint[], except_kind text default null)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_table record;
begin
    for v_table in
        select d.table_name, d.job_column
        from tabular_import_private.kept_data as d
        where d.is_row and d.kind is distinct from delete_lines.except_kind
    loop
        -- An array makes the plan an index look-up, however many jobs went first.
        execute format(
            'delete from tabular_import_private.%I as t where t.%I = any($1)', v_table.table_name, v_table.job_column)
        using delete_lines.job_ids;
    end loop;
end;
$$;

comment on function tabular_import_private.delete_lines(bigint[], text) is
'Deletes what is kept about the rows of jobs, in all tables that view kept_data says have a line for each row. '
'except_kind: a kind that stays.';
