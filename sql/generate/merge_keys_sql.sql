create or replace function tabular_import_engine.merge_keys_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language sql
stable
security invoker
begin atomic
    -- Of a row with bad cells the key counts all the same, if its own cells are values.
    select
        tabular_import_engine.fill(
            $sql$
with keyed as materialized (
    select s.row_number, s.line_number, {cells} as value, {empty} as empty, {keys}
    from (
        select s.*
        {source} and s.read_error is null{is_fit}
        offset 0
    ) as s
),
repeated as materialized (
    select {keyed}, pg_catalog.min(keyed.row_number) as first
    from keyed
    where keyed.empty is null
    group by {keyed}
    having pg_catalog.count(*) operator(pg_catalog.>) 1
)
select
    keyed.row_number,
    keyed.line_number,
    keyed.empty,
    null::text,
    '23502',
    null::text,
    pg_catalog.format('The row has no key: column "%s" is empty', keyed.empty),
    null::text,
    {empty_hint}::text
from keyed
where keyed.empty is not null
union all
select
    keyed.row_number,
    keyed.line_number,
    {names}::text,
    keyed.value,
    'TI025',
    null::text,
    pg_catalog.format('Row %s of the file has the key (%s)=(%s) too', repeated.first, {names}, keyed.value),
    null::text,
    {repeated_hint}::text
from keyed
inner join repeated on {is_same}
where repeated.first operator(pg_catalog.<) keyed.row_number
order by 1
$sql$,
            'cells', tabular_import_engine.cells_sql(merge_keys_sql.plan, v.numbers),
            'empty', (
                select
                    format(
                        'coalesce(%s)',
                        string_agg(
                            format(
                                'case when row(%s) is null then %L::text end', b.value, b.name
                            ), ', ' order by b.place
                        )
                    )
                from tabular_import_engine.brought_columns(merge_keys_sql.plan, v.numbers) as b
            ),
            'keys', tabular_import_engine.values_sql(merge_keys_sql.plan, v.numbers, 'k'),
            'source', merge_keys_sql.source,
            'is_fit', (
                select string_agg(format(' and (%s) is false', k.is_bad), '' order by h.position)
                from unnest((merge_keys_sql.plan).header) with ordinality as h (name, position)
                inner join tabular_import_engine.target_columns((merge_keys_sql.plan).table_id) as c
                    on c.column_name = h.name
                cross join
                    lateral tabular_import_engine.plan_check_sql(
                        merge_keys_sql.plan, h.position, c.type_id, c.typmod
                    ) as k
                where c.column_number = any(v.numbers)
            ),
            'keyed', array_to_string(tabular_import_engine.numbered('keyed.k', cardinality(v.numbers)), ', '),
            'empty_hint', quote_literal(tabular_import_engine.row_hint('23502')),
            'names', quote_literal(array_to_string(m.columns, ', ')),
            'repeated_hint', quote_literal('Leave one of the two rows in the file.'),
            'is_same', tabular_import_engine.comparison_sql(
                v.equality,
                tabular_import_engine.numbered('repeated.k', cardinality(v.numbers)),
                tabular_import_engine.numbered('keyed.k', cardinality(v.numbers))
            )
        )
    from tabular_import_engine.merge_key((merge_keys_sql.plan).table_id, (merge_keys_sql.plan).options) as m
    cross join lateral tabular_import_engine.key_indexes((merge_keys_sql.plan).table_id, m.columns) as v;
end;

comment on function tabular_import_engine.merge_keys_sql(tabular_import_engine.import_plan, text) is
'The query that finds rows of a file without a key by which a row of the table could be found, and such as have that '
'of an earlier row, as row errors; rows whose key is no value are left out. source: see chunk_source_sql.';
