create or replace function tabular_import_engine.repeated_keys_query(
    plan tabular_import_engine.import_plan, source text, bad bigint[], of_bad boolean, said_rows bigint[],
    said_keys text[]
)
returns text
language sql
stable
security invoker
begin atomic
    with key as (
        select
            u.*,
            row_number() over () as n
        from tabular_import_engine.unique_keys(repeated_keys_query.plan) as u
    ),

    piece as (
        select
            k.*,
            tabular_import_engine.column_list(repeated_keys_query.plan, k.key_columns, '{cell}', ', ') as cells,
            tabular_import_engine.column_list(
                repeated_keys_query.plan, k.key_columns, format('{expression} as k%s_{n}', k.n), ', '
            ) as typed,
            tabular_import_engine.column_list(
                repeated_keys_query.plan, k.key_columns, format('r.k%s_{n}', k.n), ', '
            ) as keys,
            tabular_import_engine.column_list(
                repeated_keys_query.plan, k.key_columns, format('coalesce(r.k%s_{n}::text, ''null'')', k.n), ', '
            ) as texts,
            (
                select coalesce(array_agg(x.row_number), '{}')
                from unnest(repeated_keys_query.said_rows, repeated_keys_query.said_keys) as x (row_number, key)
                where x.key = k.index_name
            ) as said
        from key as k
    )

    select
        format(
            'with r as materialized (select s.row_number, s.line_number, s.row_number = any(%L::bigint[]) as is_bad, '
            '%s %s), d as materialized (select r.* from r where %s), f as materialized (select r.*, %s from d as r), '
            'g as materialized (select f.row_number from f where not f.is_bad and %s) %s order by 1',
            repeated_keys_query.bad,
            string_agg(
                format('pg_catalog.concat_ws('', '', %s) as value%s, %s', p.cells, p.n, p.typed), ', ' order by p.n
            ),
            repeated_keys_query.source,
            -- Only rows that share a key with another need a closer look.
            string_agg(
                case
                    when p.nulls_clash then 'true'
                    else format('row(%s) in (select %s from r group by %s having count(*) > 1)', p.keys, p.keys, p.keys)
                end,
                ' or ' order by p.n
            ),
            string_agg(
                format(
                    'case when %s then pg_catalog.min(r.row_number) filter (where not r.is_bad) '
                    'over (partition by %s) else r.row_number end as first%s',
                    case when p.nulls_clash then 'true' else format('row(%s) is not null', p.keys) end, p.keys, p.n
                ),
                ', ' order by p.n
            ),
            string_agg(format('f.first%s = f.row_number', p.n), ' and ' order by p.n),
            string_agg(
                format(
                    'select r.row_number, r.line_number, %s, pg_catalog.format(''Row %%s of the file has it '
                    'already. %%s'', '
                    'r.first%s, %L) from f as r inner join g on g.row_number = r.first%s '
                    'where r.first%s < r.row_number and %s',
                    tabular_import_engine.duplicate_columns(
                        repeated_keys_query.plan, p.index_name, p.key_columns, format('r.value%s', p.n),
                        format('pg_catalog.concat_ws('', '', %s)', p.texts)
                    ),
                    p.n,
                    tabular_import_engine.row_hint('23505'),
                    p.n,
                    p.n,
                    case
                        when not repeated_keys_query.of_bad then 'not r.is_bad'
                        else format('r.row_number <> all(%L::bigint[])', p.said)
                    end
                ),
                ' union all ' order by p.n
            )
        )
    from piece as p
    having count(*) > 0;
end;

comment on function tabular_import_engine.repeated_keys_query(
    tabular_import_engine.import_plan, text, bigint[], boolean, bigint[], text[]
) is
'The query that finds rows which repeat the key of an earlier row that is certainly good, as row errors; NULL '
'where the file brings no unique key. To be asked again with the rows found among bad, until it finds none. bad: '
'rows that hold no key; of_bad: of these as well, but for what said_rows and said_keys (row numbers and names of '
'indexes) tell of already. source: see chunk_source, without rows that have no values to judge.';
