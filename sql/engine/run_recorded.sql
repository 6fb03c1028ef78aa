create or replace function tabular_import_engine.run_recorded(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_notes constant text := plan.options #>> '{row_keys,table}';
    v_key constant text[] := tabular_import_engine.noted_key(plan);
begin
    if plan.options ? 'checks' and tabular_import_engine.keeps_good_rows(plan.options) then
        return query select o.* from tabular_import_engine.run_checked(plan) as o;
    else
        return query select o.* from tabular_import_engine.run_round(plan) as o;
    end if;
    -- A trigger may have written a row once more, in a subtransaction of its own. Nobody else can have: the rows are
    -- locked, or not there yet.
    if exists (
        select
        from (
            select plan.table_id
            union
            select p.relid from pg_partition_tree(plan.table_id) as p
        ) as r (table_id)
        cross join lateral tabular_import_engine.table_triggers(r.table_id) as g
        where not g.is_internal
    ) then
        perform set_config('search_path', plan.search_path, true);
        execute tabular_import_engine.fill(
            $sql$
insert into {notes} (action, key)
select 'xids', pg_catalog.array_agg(distinct t.xmin::pg_catalog.text)
from (
    select r.key
    from {notes} as n
    cross join lateral tabular_import_engine.spread_keys(n.key, null, n.row_count) as r
    where n.numbers is not null
    union all
    select n.key
    from {notes} as n
    where n.numbers is null and n.action operator(pg_catalog.=) any(array['insert', 'update']) and n.table_id is null
) as l
inner join {table} as t on {same}
$sql$,
            'notes', v_notes,
            'table', tabular_import_engine.table_path(plan.table_id),
            'same', tabular_import_engine.key_match_sql(plan.table_id, v_key, 'l.key'));
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    end if;
end;
$$;

comment on function tabular_import_engine.run_recorded(tabular_import_engine.import_plan) is
'Imports staged rows with option undo, and notes which transactions have written them where triggers may have. Returns '
'outcomes as import_rows does.';
