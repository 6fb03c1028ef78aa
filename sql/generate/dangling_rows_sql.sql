-- One query for a reference: each key is looked up once, however many rows of the file have it. In short, for
-- "parent integer references node (id)" in column 2 of the file:
--
--     with referring as materialized (
--         select s.row_number, s.c2 as value, s.c2::integer as f1 from staging as s where ...
--     ),
--     wanted as materialized (select distinct f1 from referring where row(f1) is not null),
--     dangling as materialized (
--         select * from wanted where not exists (select from only node as referred where referred.id = wanted.f1)
--     )
--     select referring.row_number, 'parent', referring.value, '23503', ...
--     from referring
--     inner join dangling on referring.f1 = dangling.f1
--     order by referring.row_number
--
-- A file may bring the keys itself, then as k1, k2 ... Those of "provided" do not dangle; or provider is the row that
-- has the key, and its number comes first, as "needed".
create or replace function tabular_import_engine.dangling_rows_sql(
    plan tabular_import_engine.import_plan,
    constraint_id oid,
    source text,
    provided text default null,
    with_provider boolean default false
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
with referring as materialized (
    select s.row_number, s.line_number, {cells} as value, {typed}{own_keys}
    {source}
),
wanted as materialized (
    select distinct {keys}
    from referring
    where row({keys}) is not null
),
{provided}
dangling as materialized (
    select *
    from wanted
    where not exists (select from {table} as referred where {is_in_table} offset 0){is_not_provided}
)
select
    {needed}
    referring.row_number,
    referring.line_number,
    {column_name}::text as column_name,
    referring.value,
    '23503' as sqlstate,
    {constraint_name}::text as constraint_name,
    {message}::text as message,
    pg_catalog.format(
        'Key (%s)=(%s) is not present in table "%s".',
        {column_name}, pg_catalog.concat_ws(', ', {referring_keys}), {table_name}
    ) as detail,
    {hint}::text as hint
from referring
inner join dangling on {is_dangling}
{provider_or_order}
$sql$,
            'cells', tabular_import_engine.cells_sql(dangling_rows_sql.plan, k.conkey),
            'typed', wanted.typed,
            'own_keys', case
                when dangling_rows_sql.with_provider
                    then ', ' || tabular_import_engine.values_sql(dangling_rows_sql.plan, k.confkey, 'k')
            end,
            'source', dangling_rows_sql.source,
            'keys', array_to_string(tabular_import_engine.numbered('f', v.width), ', '),
            'provided', 'provided as materialized (' || dangling_rows_sql.provided || '),',
            -- A table referred to that is partitioned has its rows in its partitions.
            'table', case f.relkind when 'p' then '' else 'only ' end
            || tabular_import_engine.table_path(k.confrelid),
            'is_in_table', tabular_import_engine.comparison_sql(k.conpfeqop, wanted.referred, wanted.referring),
            'is_not_provided', case
                when dangling_rows_sql.provided is not null
                    then tabular_import_engine.fill(
                        $sql$
        and not exists (select from provided where {is_provided})$sql$,
                        'is_provided', tabular_import_engine.comparison_sql(
                            k.conpfeqop, tabular_import_engine.numbered('provided.k', v.width), wanted.referring
                        )
                    )
            end,
            'needed', case when dangling_rows_sql.with_provider then 'provider.row_number as needed,' end,
            'column_name', quote_literal(wanted.names),
            'constraint_name', quote_literal(k.conname),
            -- The row was there when it was looked for.
            'message', coalesce(
                (
                    select format('tabular_import_engine.link_message(%L, referring.value)', l.link ->> 'name')
                    from tabular_import_engine.plan_links((dangling_rows_sql.plan).options) as l
                    where l.link ->> 'constraint_name' = k.conname
                ),
                quote_literal(
                    format('insert or update on table "%s" violates foreign key constraint "%s"', t.relname, k.conname)
                )
            ),
            'referring_keys', array_to_string(tabular_import_engine.numbered('referring.f', v.width), ', '),
            'table_name', quote_literal(f.relname),
            'hint', quote_literal(tabular_import_engine.row_hint('23503')),
            'is_dangling', tabular_import_engine.comparison_sql(
                k.conffeqop,
                tabular_import_engine.numbered('referring.f', v.width),
                tabular_import_engine.numbered('dangling.f', v.width)
            ),
            'provider_or_order', case
                when dangling_rows_sql.with_provider
                    then 'left join referring as provider on ' || tabular_import_engine.comparison_sql(
                        k.conpfeqop, tabular_import_engine.numbered('provider.k', v.width), referring.referring
                    )
                else 'order by referring.row_number'
            end
        )
    from pg_constraint as k
    inner join pg_class as t on t.oid = k.conrelid
    inner join pg_class as f on f.oid = k.confrelid
    cross join cardinality(k.conkey) as v (width)
    cross join
        lateral tabular_import_engine.reference_parts_sql(dangling_rows_sql.plan, k.oid, 'wanted') as wanted
    cross join
        lateral tabular_import_engine.reference_parts_sql(dangling_rows_sql.plan, k.oid, 'referring') as referring
    where k.oid = dangling_rows_sql.constraint_id;
end;

comment on function tabular_import_engine.dangling_rows_sql(
    tabular_import_engine.import_plan, oid, text, text, boolean
) is
'The query that finds the rows of source whose reference leads to no row of the table referred to, as row errors. '
'provided: a query of keys of the file, as k1, k2 ..., that may be referred to as well; with_provider, for a reference '
'of the target to itself: needed comes first, the row of source that has the key (NULL: none).';
