create or replace function tabular_import_engine.insert_sql(
    table_id oid, header text[], expressions text[], omitted integer[], source text default ''
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when count(*) > 0
                then
                    format(
                        'insert into %s (%s) %sselect %s %s',
                        tabular_import_engine.table_path(insert_sql.table_id),
                        string_agg(format('%I', h.name), ', ' order by h.position),
                        -- Numbers that were drawn for rows which others of the file refer to.
                        case
                            when exists (
                                select from pg_attribute as a
                                where
                                    a.attrelid = insert_sql.table_id and a.attname = any(insert_sql.header)
                                    and a.attidentity = 'a'
                            ) then 'overriding system value '
                        end,
                        string_agg(insert_sql.expressions[h.position], ', ' order by h.position),
                        insert_sql.source
                    )
            else format('insert into %s default values', tabular_import_engine.table_path(insert_sql.table_id))
        end
    from unnest(insert_sql.header) with ordinality as h (name, position)
    where h.position <> all(insert_sql.omitted) and h.name is not null;
end;

comment on function tabular_import_engine.insert_sql(oid, text[], text[], integer[], text) is
'The statement that inserts staged cells into the target. expressions: see plan_values_sql; omitted: the '
'positions of columns left to their defaults; source: from where order by, empty where the expressions stand on '
'parameters. A name that is NULL in the header is left out.';
