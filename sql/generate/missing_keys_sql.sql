create or replace function tabular_import_engine.missing_keys_sql(
    plan tabular_import_engine.import_plan, link jsonb
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$
select pg_catalog.array_agg(m.key order by m.first)
from (
    select {key} as key, pg_catalog.min(s.row_number) as first
    {source} and l1.v1 is null{kept}
    group by 1
) as m
$sql$,
            'key', tabular_import_engine.link_key_sql(missing_keys_sql.link),
            'kept', coalesce(
                (
                    select format(' and s.row_number <> all(%L::bigint[])', array_agg(r.row_number))
                    from jsonb_array_elements_text((missing_keys_sql.plan).options -> 'refused_rows') as r (row_number)
                    having count(*) > 0
                ),
                ''
            ),
            'source', tabular_import_engine.linked_source_sql(missing_keys_sql.plan, missing_keys_sql.link)
        );
end;

comment on function tabular_import_engine.missing_keys_sql(tabular_import_engine.import_plan, jsonb) is
'The query for the keys of a link, see link_key_sql, of which there is no row, as an array in the order of the file; '
'NULL for none. link: one of the plan''s, see plan_links. Rows in option refused_rows, see recreate_parents, are left '
'out.';
