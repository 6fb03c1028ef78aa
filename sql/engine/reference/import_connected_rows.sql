create or replace function tabular_import_engine.import_connected_rows(
    plan tabular_import_engine.import_plan, rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_last constant bigint := 9223372036854775807;
    v_rejected bigint[] := import_connected_rows.rejected;
    v_candidate text := format('s.row_number <> all(%L::bigint[])', v_rejected);
    v_patterns text[];
    v_rows bigint[];
    -- It is made once: that takes longer than inserting some rows. Its parameter: the last row, and the rejected ones.
    v_statement text;
    -- Up to this row all that are left go in together, but for references to later ones.
    v_sound bigint := 0;
    v_step integer;
    -- Nothing but the file's rows and the table's constraints decides.
    v_is_closed constant boolean := not (plan.traits).has_insert_rule
        and not tabular_import_engine.runs_user_code(plan.table_id)
        and (select r.relkind = 'r' from pg_class as r where r.oid = plan.table_id)
        and not exists (
            select from tabular_import_engine.table_triggers(plan.table_id) as t
            where t.is_for_insert and not t.is_internal);
    v_outcome tabular_import_engine.statement_outcome;
    v_probe tabular_import_engine.statement_outcome;
    v_row record;
    v_own record;
    v_insert text;
    v_found boolean;
    v_is_reference boolean;
    v_is_tried boolean;
    v_low integer;
    v_high integer;
    v_middle integer;
begin
    execute format(
        'select array_agg(distinct tabular_import_engine.omitted_positions(%L, cells)::text), '
        'array_agg(row_number order by row_number) from (%s) as r',
        plan.default_positions, tabular_import_engine.staged_rows_sql(plan, v_candidate))
    into v_patterns, v_rows;
    v_statement := tabular_import_engine.connected_insert_sql(
        plan, v_patterns, 's.row_number <> all(($1)[2:]::bigint[]) and s.row_number <= ($1)[1]::bigint');
    loop
        v_candidate := format('s.row_number <> all(%L::bigint[])', v_rejected);
        v_rows := array(select r from unnest(v_rows) as r where r <> all(v_rejected) order by r);
        exit when cardinality(v_rows) = 0;
        v_outcome := tabular_import_engine.try_statement(
            v_statement, c_last::text || v_rejected::text[], plan.search_path,
            take_back => cardinality(v_rejected) > 0
                and not tabular_import_engine.keeps_good_rows(plan.options));
        if v_outcome.sqlstate is null then
            if v_outcome.row_count < cardinality(v_rows) then
                return next tabular_import_engine.skip_outcome(cardinality(v_rows) - v_outcome.row_count);
            end if;
            exit;
        end if;

        v_found := false;
        v_is_reference := tabular_import_engine.is_late_reference(
            plan.table_id, v_outcome.sqlstate, v_outcome.constraint_name);
        if v_is_reference then
            for v_own in
                select k.oid as constraint_id, k.conname::text as name
                from pg_constraint as k
                where k.contype = 'f' and k.conrelid = plan.table_id and k.confrelid = k.conrelid
                order by k.conname collate "C"
            loop
                for v_row in execute tabular_import_engine.staged_rows_sql(
                    plan, format(
                        '%s and %s', v_candidate,
                        tabular_import_engine.unprovided_rows_sql(plan, v_candidate, v_own.constraint_id)))
                loop
                    continue when v_row.row_number = any(v_rejected);
                    v_insert := tabular_import_engine.row_insert_sql(
                        plan, tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells));
                    v_probe := tabular_import_engine.try_statement(
                        v_insert, v_row.cells, plan.search_path, take_back => true);
                    if tabular_import_engine.is_self_reference(plan.table_id, v_probe)
                        and v_probe.constraint_name <> v_own.name then
                        -- Alone, it misses another row as well, which may be one of the file.
                        v_probe := tabular_import_engine.try_statement(
                            v_insert, tabular_import_engine.without_references(plan, v_own.constraint_id, v_row.cells),
                            plan.search_path, take_back => true);
                    end if;
                    if tabular_import_engine.is_late_reference(
                        plan.table_id, v_probe.sqlstate, v_probe.constraint_name)
                        and (
                            v_probe.constraint_name = v_own.name
                            or not tabular_import_engine.is_self_reference(plan.table_id, v_probe)) then
                        v_found := true;
                        v_rejected := v_rejected || v_row.row_number;
                        return next tabular_import_engine.row_error(
                            plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_probe);
                    end if;
                end loop;
            end loop;
            continue when v_found;
            -- A reference to another table; or the file brings the key, but a trigger drops or changes it: alone, the
            -- row says the same. Or, alone, it misses the row of the file that it refers to, and says that first: then
            -- its key tells, which is faster, and where nothing else than the key decides, certain.
            foreach v_is_tried in array
                case
                    when v_is_closed and v_outcome.detail ~ '^[^()]*[(][^(),]*[)]=[(][^(),]*[)][^()]*$' then '{f,t}'
                    else '{t,f}'
                end::boolean[]
            loop
                for v_row in execute tabular_import_engine.staged_rows_sql(
                    plan,
                    case
                        when v_is_tried then v_candidate
                        else format(
                            '%s and %s', v_candidate, tabular_import_engine.rows_with_key_sql(plan, v_outcome))
                    end)
                loop
                    v_probe := v_outcome;
                    if v_is_tried then
                        v_probe := tabular_import_engine.try_statement(
                            tabular_import_engine.row_insert_sql(
                                plan, tabular_import_engine.omitted_positions(plan.default_positions, v_row.cells)),
                            v_row.cells, plan.search_path, take_back => true);
                    end if;
                    if (v_probe.sqlstate, v_probe.constraint_name, v_probe.detail)
                        is not distinct from (v_outcome.sqlstate, v_outcome.constraint_name, v_outcome.detail) then
                        v_found := true;
                        v_rejected := v_rejected || v_row.row_number;
                        return next tabular_import_engine.row_error(
                            plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_probe);
                    end if;
                end loop;
                exit when v_found;
            end loop;
            continue when v_found;
        end if;

        -- The first row with which the rows up to it no longer go in together; where many are bad, it is near.
        v_low := case when v_is_reference then 0 else width_bucket(v_sound, v_rows) end;
        v_high := cardinality(v_rows);
        v_low := case when v_low < v_high then v_low else 0 end;
        v_step := 1;
        while v_high - v_low > 1 loop
            v_middle := least(v_low + v_step, (v_low + v_high) / 2);
            v_step := least(v_step * 2, v_high);
            v_probe := tabular_import_engine.try_statement(
                v_statement, v_rows[v_middle]::text || v_rejected::text[], plan.search_path, take_back => true);
            -- Of the rows up to one, some refer to later ones.
            if v_probe.sqlstate is null or tabular_import_engine.is_self_reference(plan.table_id, v_probe)
                or not v_is_reference and tabular_import_engine.is_late_reference(
                    plan.table_id, v_probe.sqlstate, v_probe.constraint_name) then
                v_low := v_middle;
            else
                v_high := v_middle;
                v_outcome := v_probe;
            end if;
        end loop;
        v_sound := greatest(v_sound, v_rows[v_low]);
        for v_row in
            execute tabular_import_engine.staged_rows_sql(plan, format('s.row_number = %s', v_rows[v_high]))
        loop
            v_rejected := v_rejected || v_row.row_number;
            return next tabular_import_engine.row_error(
                plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_outcome);
        end loop;
    end loop;
end;
$$;

comment on function tabular_import_engine.import_connected_rows(tabular_import_engine.import_plan, bigint[]) is
'The reference engine for rows that refer to later rows of the same file: inserts all in one statement, and where '
'that fails finds the rows to blame, in file order. rejected: rows that are refused already. Returns as '
'import_rows does.';
