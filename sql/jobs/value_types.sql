create or replace function tabular_import_private.value_types(table_name text, value_columns text[])
returns text[]
language sql
stable
security invoker
begin atomic
    select array_agg(a.atttypid::regtype::text order by c.n)
    from unnest(value_types.value_columns) with ordinality as c (name, n)
    inner join pg_class as t
        on t.relname = value_types.table_name and t.relnamespace = 'tabular_import_private'::regnamespace
    inner join pg_attribute as a on a.attrelid = t.oid and a.attname = c.name;
end;

comment on function tabular_import_private.value_types(text, text[]) is
'The types of columns of one of our tables, see view kept_data.';
