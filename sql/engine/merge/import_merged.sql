create or replace function tabular_import_engine.import_merged(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What another row of the file may still mend.
    c_late constant text[] := array['23503', '23505', '23P01'];
    v_keeps_good_rows boolean := tabular_import_engine.keeps_good_rows(plan.options);
    v_is_fast boolean := plan.options ->> 'engine' is distinct from 'reference';
    v_chunk tabular_import_engine.chunk := tabular_import_engine.next_chunk(plan, 0, true);
    v_key text[] := (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m);
    v_source text;
    v_read_errors bigint;
    v_result tabular_import_engine.merge_result;
    v_outcome tabular_import_engine.row_outcome;
    v_rejected bigint[] := '{}';
    v_late tabular_import_engine.row_outcome[] := '{}';
    v_again tabular_import_engine.row_outcome[];
    v_is_refused boolean := false;
    v_is_done boolean := false;
    v_deletes boolean := tabular_import_engine.deletes_rows(plan.options);
    v_before bigint;
    v_failure tabular_import_engine.statement_outcome;
begin
    execute tabular_import_engine.immediate_sql(plan);
    if v_chunk is null then
        if not v_deletes then
            return;
        end if;
        v_chunk := row(1, 0, 0, 1, null, null, null, true, null);
    end if;
    -- A key that the database makes finds no row.
    plan.default_positions := array(
        select d.position
        from unnest(plan.default_positions) as d (position)
        where plan.header[d.position] <> all(v_key)
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
    if v_is_fast and v_read_errors = 0 then
        v_result := tabular_import_engine.merge_whole(
            plan, tabular_import_engine.good_source_sql(v_source, '{}'), v_chunk.last_row);
        if (v_result.failure).sqlstate is null and (v_result.missing is null) then
            perform tabular_import_engine.tell_progress(plan, v_chunk.last_row, v_chunk.last_row, 0);
            return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
            v_is_done := true;
        end if;
        if v_result.missing is not null and (v_result.failure).sqlstate is null then
            return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
            return query
            select m.*
            from tabular_import_engine.missing_rows(
                plan, tabular_import_engine.good_source_sql(v_source, '{}'), v_result.missing) as m;
            v_is_refused := true;
        end if;
    end if;
    if not v_is_refused and not v_is_done then
        for v_outcome in select o.* from tabular_import_engine.rejected_at_once(plan, v_source) as o loop
            v_is_refused := true;
            v_rejected := v_rejected || v_outcome.row_number;
            return next v_outcome;
        end loop;
        for v_outcome in
            select o.* from tabular_import_engine.merge_chunks(plan, v_rejected) as o
            where v_is_fast
            union all
            select o.*
            from tabular_import_engine.merge_rows(
                plan, tabular_import_engine.good_source_sql(v_source, v_rejected)) as o
            where not v_is_fast
        loop
            if v_outcome.sqlstate = any(c_late) and not v_outcome.is_cell_error then
                v_late := v_late || v_outcome;
            else
                v_is_refused := v_is_refused or v_outcome.sqlstate not in ('00000', '02000');
                return next v_outcome;
            end if;
        end loop;
        -- A later row may give free a value that an earlier one takes, or be what it refers to.
        while cardinality(v_late) > 0 loop
            v_again := '{}';
            for v_outcome in
                select o.*
                from tabular_import_engine.merge_rows(
                    plan,
                    format(
                        '%s and s.row_number operator(pg_catalog.=) any(%L::bigint[])',
                        tabular_import_engine.good_source_sql(v_source, '{}'),
                        array(select l.row_number from unnest(v_late) as l))) as o
            loop
                if v_outcome.sqlstate = any(c_late) and not v_outcome.is_cell_error then
                    v_again := v_again || v_outcome;
                else
                    v_is_refused := v_is_refused or v_outcome.sqlstate not in ('00000', '02000');
                    return next v_outcome;
                end if;
            end loop;
            exit when cardinality(v_again) = cardinality(v_late);
            v_late := v_again;
        end loop;
        v_is_refused := v_is_refused or cardinality(v_late) > 0;
        return query select l.* from unnest(v_late) as l;
    end if;
    if v_deletes and not v_is_refused then
        for v_outcome in
            select o.*
            from tabular_import_engine.delete_absent(
                plan, tabular_import_engine.good_source_sql(v_source, '{}'), v_before) as o
        loop
            v_is_refused := v_is_refused or v_outcome.sqlstate not in ('00000', '02000');
            return next v_outcome;
        end loop;
    end if;
    if v_is_refused and not v_keeps_good_rows then
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
