-- For an integer and a date in columns 1 and 2 of the file:
--
--     select
--         s.row_number,
--         case when s.t1 is null or guard then s.t1 else refuse_value(s.c1, ...) end as c1,
--         s.t2 as c2
--     from (select s.*, nullif(s.c1, '')::integer as t1, nullif(s.c2, '')::date as t2 from staging as s ...) as s
create or replace function tabular_import_engine.typed_rows_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    -- The cells of links are looked up as they are, by others.
    with place as (
        select distinct (e.cell ->> 'place')::bigint as position
        from tabular_import_engine.plan_links((typed_rows_sql.plan).options) as l
        cross join jsonb_array_elements(l.link -> 'cells') as e (cell)
    ),

    brought as (
        select
            h.position,
            c.type_id,
            c.typmod,
            p.position is not null as is_linked
        from unnest((typed_rows_sql.plan).header) with ordinality as h (name, position)
        left join
            tabular_import_engine.target_columns((typed_rows_sql.plan).table_id) as c
            on c.column_name = h.name
        left join place as p on p.position = h.position
        where
            p.position is not null
            or c.column_name is not null and ((typed_rows_sql.plan).rules[h.position] ? 'link') is not true
    )

    select
        tabular_import_engine.fill(
            $sql$
select s.row_number{values}
from (
    select s.*{typed}
    {source} and s.read_error is null
    offset 0
) as s
$sql$,
            'values', string_agg(', ' || t.value, '' order by t.position),
            'typed', string_agg(t.typed, '' order by t.position),
            'source', typed_rows_sql.source
        )
    from (
        select
            h.position,
            v.plain is not null and not h.is_linked as is_worth_it,
            case
                when p.type_name is not null and not h.is_linked
                    then format(', nullif(s.c%1$s, '''')::%2$s as t%1$s', h.position, p.type_name)
            end as typed,
            case
                when p.type_name is null or h.is_linked then format('s.c%s', h.position)
                when g.guard = 'true' then format('s.t%1$s as c%1$s', h.position)
                else format(
                    'case when s.t%1$s is null %2$s or (%3$s) then s.t%1$s '
                    'else tabular_import_engine.refuse_value(s.c%1$s, %4$L, %5$L)::%4$s end as c%1$s',
                    h.position,
                    'or ' || v.plain,
                    g.guard,
                    p.type_name,
                    g.reason
                )
            end as value
        from brought as h
        cross join lateral tabular_import_engine.typed_column_type(h.type_id, h.typmod) as p (type_name)
        cross join lateral tabular_import_engine.cell_guard_sql(h.type_id, h.typmod, format('s.c%s', h.position)) as g
        cross join
            lateral tabular_import_engine.plain_test_sql(
                h.type_id, h.typmod, format('s.c%s', h.position), format('s.t%s', h.position)
            ) as v (plain)
    ) as t
    having bool_or(t.is_worth_it);
end;

comment on function tabular_import_engine.typed_rows_sql(tabular_import_engine.import_plan, text) is
'The query that turns the cells of staged rows into values of their typed_column_type, as row_number, c1, c2 ..., or '
'raises when one is no such value or its guard refuses it; NULL where it would spare the insert nothing. It calls '
'functions of the catalog and of this schema only, so that any role may run it. The cells of links stay as they are. '
'source: see chunk_source_sql, without what links find.';
