create or replace function tabular_import_engine.without_references(
    plan tabular_import_engine.import_plan, constraint_id oid, cells text[]
)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cells text[] := without_references.cells;
    v_column record;
begin
    for v_column in
        select h.position, g.position as own_position, a.attnotnull as is_required
        from pg_constraint as k
        inner join pg_constraint as o
            on o.conrelid = k.conrelid and o.confrelid = k.conrelid and o.contype = 'f' and o.oid <> k.oid
        cross join unnest(o.conkey, o.confkey) as n (referring, referred)
        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
        inner join pg_attribute as r on r.attrelid = k.conrelid and r.attnum = n.referred
        inner join unnest(plan.header) with ordinality as h (name, position) on h.name = a.attname
        left join unnest(plan.header) with ordinality as g (name, position) on g.name = r.attname
        where k.oid = without_references.constraint_id and n.referring <> all(k.conkey)
    loop
        v_cells[v_column.position] := case
            when v_column.is_required then without_references.cells[v_column.own_position]
        end;
    end loop;
    return v_cells;
end;
$$;

comment on function tabular_import_engine.without_references(tabular_import_engine.import_plan, oid, text[]) is
'The cells of a row whose references to its own table, all but one, are empty, or lead to the row itself where they '
'must not be. constraint_id: the one that stays.';
