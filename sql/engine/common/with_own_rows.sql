create or replace function tabular_import_engine.with_own_rows(plan tabular_import_engine.import_plan)
returns tabular_import_engine.import_plan
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
    v_column text;
    v_is_drawn boolean;
    v_chunk tabular_import_engine.chunk;
    v_refers text;
    v_values jsonb;
begin
    select min(r.name), string_agg(format('s.n%s is not null', l.number), ' or ')
    into v_column, v_refers
    from tabular_import_engine.own_links(plan.rules) as l
    cross join jsonb_array_elements_text(l.link -> 'referred') as r (name)
    where r.name <> all(array_remove(plan.header, null))
        and exists (
            select from tabular_import_engine.target_columns(plan.table_id) as c
            cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
            where c.column_name = r.name and c.has_default
                and b.base_type_id in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype));
    if v_column is null then
        return plan;
    end if;
    v_chunk := tabular_import_engine.next_chunk(plan, 0, true);
    if v_chunk.last_row is null then
        return plan;
    end if;
    perform set_config('search_path', plan.search_path, true);
    execute format(
        'select exists (select from %s as s where s.read_error is null and (%s))', plan.staging, v_refers)
    into v_is_drawn;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if not v_is_drawn then
        return plan;
    end if;
    v_values := tabular_import_engine.drawn_values(plan, v_column, v_chunk.last_row);
    if v_values ? 'problem' then
        plan.options := plan.options || v_values;
        return plan;
    end if;
    if tabular_import_engine.merge_mode(plan.options) is not null then
        return tabular_import_engine.with_kept_values(plan, v_column, v_values ->> 'drawn');
    end if;
    return tabular_import_engine.with_links(plan, v_column, v_values ->> 'drawn');
end;
$$;

comment on function tabular_import_engine.with_own_rows(tabular_import_engine.import_plan) is
'A plan whose rows may name each other: where some do, and the file does not bring the column that they refer to, '
'values for it are drawn, once all rows are staged. Why they cannot be, problem of its options says then, a '
'statement_outcome.';
