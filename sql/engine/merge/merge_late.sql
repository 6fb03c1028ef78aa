create or replace function tabular_import_engine.merge_late(
    plan tabular_import_engine.import_plan, source text, late tabular_import_engine.row_outcome[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many rows are merged again, in all, to find those that keep a circle from going in.
    c_rows constant integer := 20000;
    v_late tabular_import_engine.row_outcome[] := merge_late.late;
    v_again tabular_import_engine.row_outcome[];
    v_rows bigint[];
    v_failing bigint[];
    v_is_stuck boolean;
    v_outcome tabular_import_engine.row_outcome;
    v_result tabular_import_engine.merge_result;
begin
    while cardinality(v_late) > 0 loop
        v_rows := array(select distinct l.row_number from unnest(v_late) as l order by 1);
        v_again := '{}';
        for v_outcome in
            select o.*
            from tabular_import_engine.merge_rows(
                plan,
                format(
                    '%s and s.row_number operator(pg_catalog.=) any(%L::bigint[])', merge_late.source, v_rows)) as o
        loop
            if tabular_import_engine.may_be_late(v_outcome) then
                v_again := v_again || v_outcome;
            else
                return next v_outcome;
            end if;
        end loop;
        v_is_stuck := cardinality(v_again) = cardinality(v_rows);
        v_late := v_again;
        exit when v_is_stuck;
    end loop;
    -- Rows that refer to each other in a circle, or exchange values of a key that is looked at when a statement ends,
    -- go in together or not at all.
    v_rows := array(
        select distinct l.row_number
        from unnest(v_late) as l
        where l.sqlstate = '23503' and (plan.traits).refers_to_itself
            or l.sqlstate <> '23503' and l.constraint_name in (
                select i.name
                from tabular_import_engine.table_parts(plan.table_id) as p (table_id)
                cross join lateral tabular_import_engine.table_indexes(p.table_id) as i
                where not i.is_immediate)
        order by l.row_number);
    for v_attempt in 1..c_rows / greatest(cardinality(v_rows), 1) + 3 loop
        exit when cardinality(v_rows) < 2;
        v_result := tabular_import_engine.merge_set(
            plan, tabular_import_engine.merge_sql(plan, merge_late.source), null, v_rows, cardinality(v_rows));
        if (v_result.failure).sqlstate is null then
            return query select c.* from tabular_import_engine.merge_counts(v_result) as c;
            -- They may have given free what others want.
            return query
            select l.*
            from tabular_import_engine.merge_late(
                plan, merge_late.source,
                array(select l from unnest(v_late) as l where l.row_number <> all(v_rows))) as l;
            return;
        end if;
        v_failing := tabular_import_engine.failing_rows(plan, merge_late.source, v_rows, v_result.failure);
        exit when v_failing = '{}';
        v_rows := array(select r from unnest(v_rows) as r where r <> all(v_failing) order by r);
    end loop;
    return query select l.* from unnest(v_late) as l;
end;
$$;

comment on function tabular_import_engine.merge_late(
    tabular_import_engine.import_plan, text, tabular_import_engine.row_outcome[]
) is
'Tries rows again that were refused for what another row of the file may still mend, see may_be_late, when all others '
'are in, until none gets in any more. late: their errors; source: see good_source_sql. Returns outcomes as import_rows '
'does.';
