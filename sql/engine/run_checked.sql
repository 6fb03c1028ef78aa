create or replace function tabular_import_engine.run_checked(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Mostly two are enough: the second refuses nothing more.
    c_rounds constant integer := 20;
    v_sqlstate text := (select e.sqlstate from tabular_import.error_condition as e where e.condition = 'check_failed');
    v_round tabular_import_engine.import_plan := plan;
    v_outcomes tabular_import_engine.row_outcome[];
    v_found tabular_import_engine.row_outcome[];
    v_refused tabular_import_engine.row_outcome[] := '{}';
    v_rows bigint[] := '{}';
begin
    for v_number in 1..c_rounds loop
        v_outcomes := array(
            select o from tabular_import_engine.run_round(v_round) as o
            -- What else is said of them is that they are taken out.
            where (o.row_number = any(v_rows)) is not true);
        v_found := array(select o from unnest(v_outcomes) as o where o.sqlstate = v_sqlstate);
        exit when cardinality(v_found) = 0
            or exists (
                select from unnest(v_outcomes) as o
                where o.row_number is null and tabular_import_engine.is_row_error(o.sqlstate));
        if v_number = c_rounds then
            v_outcomes := v_outcomes || tabular_import_engine.file_error(
                'check_failed',
                format('Checks refuse other rows each time the refused ones are left out, %s times by now', c_rounds),
                'Mend the rows, or let the checks refuse all of them at once.');
            exit;
        end if;
        v_refused := v_refused || v_found;
        v_rows := array(select distinct f.row_number from unnest(v_refused) as f);
        v_round := tabular_import_engine.without_rows(plan, v_rows);
    end loop;
    return query select o.* from unnest(v_outcomes || v_refused) as o;
end;
$$;

comment on function tabular_import_engine.run_checked(tabular_import_engine.import_plan) is
'Imports the rows that are good and that the functions of option checks do not refuse: where these refuse some, all '
'is taken back and done anew without them, until they refuse nothing more. Returns outcomes as run_plan does.';
