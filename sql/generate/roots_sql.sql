-- For a table whose column 3 refers to the table's own key:
--
--     (coalesce(s.c3::pg_catalog.text, '') = '')
create or replace function tabular_import_engine.roots_sql(plan tabular_import_engine.import_plan)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            case when r.empty_cells is null then 'true' else format('(%s)', r.empty_cells) end, ' and '
        )
    from (
        select
            case
                when bool_and(h.position is not null)
                    then
                        string_agg(
                            format($sql$coalesce(s.c%s::pg_catalog.text, '') = ''$sql$, h.position),
                            ' or ' order by h.position
                        )
            end as empty_cells
        from pg_constraint as k
        cross join unnest(k.conkey) as n (column_number)
        inner join
            tabular_import_engine.target_columns((roots_sql.plan).table_id) as c
            on c.column_number = n.column_number
        left join unnest((roots_sql.plan).header) with ordinality as h (name, position) on h.name = c.column_name
        where k.contype = 'f' and k.conrelid = (roots_sql.plan).table_id and k.confrelid = k.conrelid
        group by k.oid
    ) as r;
end;

comment on function tabular_import_engine.roots_sql(tabular_import_engine.import_plan) is
'SQL on s, the rows of a file: the row leaves a cell of each reference of the target to itself empty, so that it can '
'go in alone. NULL where the target does not refer to itself.';
