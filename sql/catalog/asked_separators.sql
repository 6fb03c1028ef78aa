create or replace function tabular_import_engine.asked_separators(
    table_id oid, fitted text[], types oid[], options jsonb, format text
)
returns jsonb
language sql
stable
security invoker
begin atomic
    with number as materialized (
        select
            c.column_name,
            coalesce(asked_separators.options -> 'columns' -> c.column_name, '{}') as entry
        from tabular_import_engine.target_columns(asked_separators.table_id) as c
        inner join unnest(asked_separators.fitted, asked_separators.types) as f (name, type_id)
            on f.name = c.column_name
        cross join
            lateral tabular_import_engine.base_type(
                coalesce(f.type_id, c.type_id), case when f.type_id is null then c.typmod else -1 end
            ) as b
        where
            b.base_type_id = any(tabular_import_engine.number_types() || 'money'::regtype)
            -- What the cells of other files are is known.
            and asked_separators.format in ('csv', 'tsv')
            and asked_separators.options ? 'columns'
            and not asked_separators.options ? 'decimal_separator'
    ),

    asked as (
        select
            jsonb_object_agg(
                n.column_name, n.entry || '{"asked_separator": "."}'
            ) filter (where not n.entry ?| array['decimal_separator', 'thousands_separator']) as columns
        from number as n
        having bool_or(n.entry ->> 'decimal_separator' = ',')
    )

    select
        asked_separators.options
        || coalesce(
            (
                select jsonb_build_object('columns', asked_separators.options -> 'columns' || a.columns)
                from asked as a
                where a.columns is not null and not asked_separators.options ? 'thousands_separator'
            ), '{}'
        );
end;

comment on function tabular_import_engine.asked_separators(oid, text[], oid[], jsonb, text) is
'A plan''s options, in which columns of numbers without a rule of their own have asked_separator where another column '
'has a decimal comma: 1.000 is then a question. fitted: the table''s columns that a file has; types: as what their '
'cells are read, NULL where that is the column''s; format: the file''s.';
