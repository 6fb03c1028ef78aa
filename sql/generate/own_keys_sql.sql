create or replace function tabular_import_engine.own_keys_sql(plan tabular_import_engine.import_plan, link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when bool_and(h.position is not null)
                then format(
                    'select %s from %s as s where s.read_error is null',
                    string_agg(
                        format(
                            '%s as k%s',
                            tabular_import_engine.key_value_sql(
                                a.atttypid, a.atttypmod,
                                tabular_import_engine.found_cell_sql((own_keys_sql.plan).rules, h.position),
                                (own_keys_sql.plan).search_path
                            ),
                            p.n
                        ), ', ' order by p.n
                    ),
                    (own_keys_sql.plan).staging
                )
        end
    from jsonb_array_elements(own_keys_sql.link -> 'parts') with ordinality as p (part, n)
    inner join pg_attribute as a
        on a.attrelid = (p.part ->> 'table')::oid and a.attname = p.part ->> 'column' and a.attnum > 0
    left join unnest((own_keys_sql.plan).header) with ordinality as h (name, position)
        on h.name = p.part ->> 'column' and p.part -> 'path' = '[]'
    where (own_keys_sql.link ->> 'table')::oid = (own_keys_sql.plan).table_id;
end;

comment on function tabular_import_engine.own_keys_sql(tabular_import_engine.import_plan, jsonb) is
'For a link to the target itself, the query for the keys that the rows of the file have, k1, k2 ...; NULL for another '
'link, and where the file does not bring them or parts lead to other tables. link: see plan_links.';
