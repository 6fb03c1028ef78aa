create or replace function tabular_import_engine.has_insert_rule(table_id oid)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Mostly there are none of any kind, which is cheaper to find out.
    if not exists (select from pg_rewrite as r where r.ev_class = has_insert_rule.table_id) then
        return false;
    end if;
    return (
        -- A view that can be inserted into hands the row on to the table below it.
        with recursive below (table_id) as (
            select has_insert_rule.table_id
            union
            select d.refobjid
            from below as b
            inner join pg_rewrite as r on r.ev_class = b.table_id and r.ev_type = '1'
            inner join pg_depend as d
                on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
        )

        select exists (
            select from below as b
            inner join pg_rewrite as r on r.ev_class = b.table_id and r.ev_type = '3'));
end;
$$;

comment on function tabular_import_engine.has_insert_rule(oid) is
'Whether a table, or one that a view leads to, has a rule for inserts: it may put anything in the place of a row.';
