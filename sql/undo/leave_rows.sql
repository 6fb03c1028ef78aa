create or replace function tabular_import_engine.leave_rows(undo jsonb, target jsonb, message text, hint text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if (target ->> 'is_target')::boolean then
        perform tabular_import_engine.raise_error(
            case
                when leave_rows.message ~ '^(Permission|Row security)' then 'not_permitted' else 'invalid_job_state'
            end,
            leave_rows.message, hint => leave_rows.hint);
    end if;
    execute format('update %s as l set reason = $2 where l.table_id = $1 and l.reason is null', undo ->> 'lines')
    using (target ->> 'id')::oid, leave_rows.message || '.';
end;
$$;

comment on function tabular_import_engine.leave_rows(jsonb, jsonb, text, text) is
'Says of all rows of a table why none is put back; of the table of the job itself raises it, as not_permitted or '
'invalid_job_state. undo, target: see undo_table.';
