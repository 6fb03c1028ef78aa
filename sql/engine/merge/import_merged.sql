create or replace function tabular_import_engine.import_merged(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_chunk tabular_import_engine.chunk := tabular_import_engine.next_chunk(plan, 0, true);
    v_key text[] := (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m);
    v_deletes boolean := tabular_import_engine.deletes_rows(plan.options);
    v_source text;
    v_read_errors bigint;
    v_before bigint;
    v_failure tabular_import_engine.statement_outcome;
    v_outcome tabular_import_engine.row_outcome;
    v_is_refused boolean := false;
    v_is_keyless boolean := false;
begin
    execute tabular_import_engine.immediate_sql(plan);
    if tabular_import_engine.replaces_all(plan.table_id, array_remove(plan.header, null), plan.options) then
        v_key := '{}';
        v_is_keyless := true;
    end if;
    if v_chunk is null then
        if not v_deletes then
            return;
        end if;
        v_chunk := row(1, 0, 0, 1, null, null, null, true, null);
    end if;
    -- A key that the database makes finds no row, and where no row is new an empty cell is no default.
    plan.default_positions := array(
        select d.position
        from unnest(plan.default_positions) as d (position)
        where
            plan.header[d.position] <> all(v_key)
            and not (
                tabular_import_engine.merge_mode(plan.options) = 'update'
                and tabular_import_engine.merge_blank(plan.options) = 'null')
        order by d.position);
    plan.diagnosis := tabular_import_engine.diagnosis_traits(plan);
    v_source := tabular_import_engine.chunk_source_sql(plan, v_chunk);
    v_read_errors := tabular_import_engine.check_staged(v_source, v_chunk);
    if v_deletes then
        v_failure := tabular_import_engine.try_statement(
            'select ' || tabular_import_engine.scope_values_sql(plan), null, plan.search_path);
        if v_failure.sqlstate is not null then
            v_is_refused := true;
            return next tabular_import_engine.file_error(
                'invalid_option', 'Option scope has a value that its column cannot have: ' || v_failure.message,
                'Correct the option.');
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        execute (tabular_import_engine.absent_sql(plan, v_source)).whole into v_before;
    end if;
    if v_is_keyless then
        for v_outcome in select o.* from tabular_import_engine.replace_all(plan, v_source, v_before) as o loop
            v_is_refused := v_is_refused or tabular_import_engine.is_row_error(v_outcome.sqlstate);
            return next v_outcome;
        end loop;
        if v_is_refused then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        return;
    end if;
    for v_outcome in
        select o.*
        from tabular_import_engine.merge_staged(plan, v_source, v_chunk.last_row, v_read_errors) as o
    loop
        v_is_refused := v_is_refused or tabular_import_engine.is_row_error(v_outcome.sqlstate);
        return next v_outcome;
    end loop;
    if v_deletes and not v_is_refused then
        for v_outcome in
            select o.*
            from tabular_import_engine.delete_absent(
                plan, tabular_import_engine.good_source_sql(v_source, '{}'), v_before) as o
        loop
            v_is_refused := v_is_refused or tabular_import_engine.is_row_error(v_outcome.sqlstate);
            return next v_outcome;
        end loop;
    end if;
    if v_is_refused and not tabular_import_engine.keeps_good_rows(plan.options) then
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    end if;
exception
    -- No row of a refused file stays; what was returned does.
    when sqlstate 'TI022' then
        if not v_is_refused then
            raise;
        end if;
end;
$$;

comment on function tabular_import_engine.import_merged(tabular_import_engine.import_plan) is
'Merges staged rows into those of the target, as option mode has it. Returns outcomes as import_rows does; if any row '
'is rejected, nothing is changed, unless option on_error keeps the good ones.';
