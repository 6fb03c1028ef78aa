-- In short, for the integers in columns 1 and 3 of the file:
--
--     select s.row_number, bad.column_name, bad.value, (bad.failure).message, ...
--     from (select s.*, array[not pg_input_is_valid(s.c1, 'integer'), ...] as is_bad from staging as s offset 0) as s
--     cross join lateral (
--         select 1 as position, 'id' as column_name, s.c1 as value, ... as failure where s.is_bad[1]
--         union all
--         select 3 as position, 'parent' as column_name, s.c3 as value, ... as failure where s.is_bad[2]
--     ) as bad
--     where true = any(s.is_bad)
--     order by s.row_number, bad.position
create or replace function tabular_import_engine.bad_cells_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    with cell as (
        select
            h.position,
            row_number() over (order by h.position) as number,
            tabular_import_engine.raw_cell_sql((bad_cells_sql.plan).rules, h.position) as value,
            coalesce(l.column_names, c.column_name) as column_name,
            tabular_import_engine.type_title(c.type_id) as type_title,
            -- An empty cell that means the default is no value of a domain.
            case
                when h.position = any((bad_cells_sql.plan).default_positions)
                    then format('case when s.c%s <> '''' then %s else false end', h.position, k.is_bad)
                else k.is_bad
            end as is_bad,
            case
                when
                    (bad_cells_sql.plan).rules[h.position] is null or (bad_cells_sql.plan).rules[h.position] ? 'link'
                    then k.failure
                else format(
                    'tabular_import_engine.rule_failure(%s, %s, %L, %s)',
                    k.failure, c.type_id, (bad_cells_sql.plan).rules[h.position],
                    tabular_import_engine.raw_cell_sql((bad_cells_sql.plan).rules, h.position)
                )
            end as failure
        from unnest((bad_cells_sql.plan).header) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns((bad_cells_sql.plan).table_id) as c on c.column_name = h.name
        cross join
            tabular_import_engine.plan_check_sql(bad_cells_sql.plan, h.position, c.type_id, c.typmod) as k
        left join
            lateral tabular_import_engine.linked_columns((bad_cells_sql.plan).rules[h.position]) as l
            on true
        -- A link of several columns is refused once.
        where k.is_bad <> 'false' and coalesce(l.nth, 1) = 1
    )

    select
        tabular_import_engine.fill(
            -- One column for all tests: with a column for each, wide tables would have too many.
            $sql$
select
    s.row_number,
    s.line_number,
    bad.column_name,
    nullif(bad.value, ''),
    (bad.failure).sqlstate,
    nullif((bad.failure).constraint_name, ''),
    {message},
    (bad.failure).message,
    tabular_import_engine.cell_hint((bad.failure).sqlstate, (bad.failure).hint)
from (
    select s.*, array[{tests}] as is_bad
    {source} and s.read_error is null
    offset 0
) as s
cross join lateral ({failures}) as bad
where true operator(pg_catalog.=) any(s.is_bad)
order by s.row_number, bad.position
$sql$,
            'tests', string_agg(c.is_bad, ', ' order by c.position),
            -- A link speaks for itself.
            'message', case
                when (bad_cells_sql.plan).link_head is null
                    then 'tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, ''''))'
                else
                    'coalesce((bad.failure).detail, '
                    'tabular_import_engine.cell_message(bad.column_name, bad.type_title, nullif(bad.value, '''')))'
            end,
            'source', bad_cells_sql.source,
            'failures', string_agg(
                format(
                    'select %s as position, %L::text as column_name, %L::text as type_title, %s as value, %s as '
                    'failure where s.is_bad[%s]',
                    c.position, c.column_name, c.type_title, c.value, c.failure, c.number
                ),
                E'\nunion all\n' order by c.position
            )
        )
    from cell as c
    having count(*) > 0;
end;

comment on function tabular_import_engine.bad_cells_sql(tabular_import_engine.import_plan, text) is
'The query that finds every cell of a chunk that does not become a value, as row errors; NULL where all types '
'take everything. source: see chunk_source.';
