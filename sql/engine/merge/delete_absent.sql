create or replace function tabular_import_engine.delete_absent(
    plan tabular_import_engine.import_plan, source text, count_before bigint
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the staged rows.
set enable_nestloop = off
set work_mem = '64MB'
set jit = off
as $$
declare
    v_statements tabular_import_engine.absent_statements := tabular_import_engine.absent_sql(
        plan, delete_absent.source);
    v_most text := coalesce(plan.options ->> 'max_deletes', '10 %');
    v_allowed numeric;
    v_absent bigint;
    v_places text[];
    v_query text;
    v_silent text;
    v_is_referred boolean := false;
    v_outcome tabular_import_engine.statement_outcome;
    v_note tabular_import_engine.row_outcome;
begin
    perform set_config('search_path', plan.search_path, true);
    execute v_statements.lock into v_absent, v_places;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if v_absent = 0 then
        return;
    end if;
    v_allowed := case
        when v_most ~ '%$' then count_before * tabular_import_engine.percent_of(v_most) / 100
        else v_most::numeric
    end;
    if v_absent > v_allowed then
        return next tabular_import_engine.file_error(
            'too_many_deletes',
            format('%s of %s row(s) of the table are not in the file, more than option max_deletes allows: %s',
                v_absent, count_before, v_most),
            'Look whether the file is the right one and whole, or allow more by option max_deletes.');
        return;
    end if;
    select string_agg(tabular_import_engine.table_path(r.referring_id), ', ') into v_silent
    from tabular_import_engine.referring_constraints(plan.table_id) as r
    where r.is_silent and not r.is_readable;
    if v_silent is not null then
        return next tabular_import_engine.file_error(
            'row_referred',
            format(
                'Rows that the file does not have may be referred to by rows that you may not read, of %s', v_silent),
            'They would be deleted or changed with them: ask the owner for the right to select them.');
        return;
    end if;
    foreach v_query in array v_statements.referred loop
        return query
        select o.*, null::bigint, false, null::text
        from tabular_import_engine.query_outcomes(plan, v_query) as o;
        v_is_referred := v_is_referred or found;
    end loop;
    if v_is_referred then
        return;
    end if;
    v_outcome := tabular_import_engine.try_statement(v_statements.delete, v_places, plan.search_path);
    if v_outcome.sqlstate is not null then
        return next tabular_import_engine.row_error(plan, null, null, null, v_outcome);
        return;
    end if;
    if v_outcome.row_count > 0 then
        return next tabular_import_engine.count_outcome('deleted', v_outcome.row_count);
    end if;
    if v_outcome.row_count < v_absent then
        v_note.sqlstate := '00000';
        v_note.message := format(
            '%s row(s) that the file does not have are still in the table, by a trigger or row security.',
            v_absent - v_outcome.row_count);
        return next v_note;
    end if;
end;
$$;

comment on function tabular_import_engine.delete_absent(tabular_import_engine.import_plan, text, bigint) is
'Deletes the rows of the table that the file does not have, within option scope. Returns how many, or errors of the '
'whole file: there are more of them than option max_deletes allows, or others refer to them. count_before: how many '
'rows the scope had before the file; source: see good_source_sql.';
