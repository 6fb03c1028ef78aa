create or replace function tabular_import_engine.constant_default(table_id oid, column_number smallint)
returns text
language sql
stable
security invoker
begin atomic
    -- Of a domain the default may be the type's.
    select
        case
            when t.typtype = 'd' then null
            when not a.atthasdef and a.attidentity = '' then 'null'
            when
                a.attgenerated = ''
                and pg_get_expr(d.adbin, d.adrelid)
                ~ '^(''([^'']|'''')*''(::[a-z_". ]+(\[\])*)?|[(]?-?[0-9.]+[)]?(::[a-z ]+)?|true|false|NULL::[a-z ]+)$'
                then pg_get_expr(d.adbin, d.adrelid)
        end
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = constant_default.table_id and a.attnum = constant_default.column_number;
end;

comment on function tabular_import_engine.constant_default(oid, smallint) is
'What a column is in a row that does not bring it, as SQL, if that is a constant: the text of its default, or null '
'without one; NULL where it is not.';
