-- In short, for the key "id", on top of key_rows_sql:
--
--     with ..., sharing as ...,
--     held as materialized (
--         select
--             sharing.*,
--             min(sharing.row_number) filter (where not sharing.is_bad) over (partition by sharing.k1_1) as first1
--         from sharing
--     )
--     select held.row_number, ..., 'Row 3 of the file has it already. ...'
--     from held
--     where held.first1 < held.row_number
create or replace function tabular_import_engine.repeated_keys_sql(
    plan tabular_import_engine.import_plan, source text, bad text
)
returns text
language sql
stable
security invoker
begin atomic
    with piece as (
        select
            k.*,
            cardinality(k.key_columns) as width,
            array_to_string(
                tabular_import_engine.numbered(format('sharing.k%s_', k.number), cardinality(k.key_columns)), ', '
            ) as keys
        from tabular_import_engine.unique_keys(repeated_keys_sql.plan) with ordinality as k (
            index_name, key_columns, nulls_clash, is_readable, equality, number
        )
    )

    select
        tabular_import_engine.fill(
            $sql$
with
{key_rows},
held as materialized (
    select sharing.*, {firsts}
    from sharing
)
{repeats}
order by 1
$sql$,
            'key_rows', tabular_import_engine.key_rows_sql(
                repeated_keys_sql.plan, repeated_keys_sql.source, repeated_keys_sql.bad
            ),
            'firsts', string_agg(
                tabular_import_engine.fill(
                    $sql$
        case
            when {has_key}
                then
                    pg_catalog.min(sharing.row_number) filter (where not sharing.is_bad)
                    over (partition by {keys})
        end as first{number}$sql$,
                    'has_key', case when p.nulls_clash then 'true' else format('row(%s) is not null', p.keys) end,
                    'keys', p.keys,
                    'number', p.number::text
                ),
                ', ' order by p.number
            ),
            'repeats', string_agg(
                tabular_import_engine.fill(
                    $sql$
select
    held.row_number,
    held.line_number,
    {error},
    pg_catalog.format('Row %s of the file has it already. %s', held.first{number}, {hint})
from held
where held.first{number} operator(pg_catalog.<) held.row_number
$sql$,
                    'error', tabular_import_engine.duplicate_columns_sql(
                        repeated_keys_sql.plan, p.index_name, p.key_columns, format('held.value%s', p.number),
                        tabular_import_engine.numbered(format('held.k%s_', p.number), p.width)
                    ),
                    'number', p.number::text,
                    'hint', quote_literal(tabular_import_engine.row_hint('23505'))
                ),
                'union all' order by p.number
            )
        )
    from piece as p
    having count(*) > 0;
end;

comment on function tabular_import_engine.repeated_keys_sql(tabular_import_engine.import_plan, text, text) is
'The query that finds rows which repeat the key of an earlier row that is not bad, as row errors; NULL where the '
'file brings no unique key. bad: see key_rows_sql. Where there are several keys, rows that repeat one have to be among '
'bad, see key_clashes.';
