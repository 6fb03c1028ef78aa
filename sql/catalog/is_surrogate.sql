create or replace function tabular_import_engine.is_surrogate(table_id oid, column_number smallint)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        coalesce(bool_or(
            a.attidentity <> ''
            or a.attgenerated = ''
            and (
                -- The default of a uuid's column, or of its domain.
                b.base_type_id = 'uuid'::regtype and (a.atthasdef or t.typdefault is not null)
                or pg_get_expr(d.adbin, d.adrelid)
                ~ '(nextval|gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\d\w*)\('
            )
        ), false)
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    cross join lateral tabular_import_engine.base_type(a.atttypid, a.atttypmod) as b
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = is_surrogate.table_id and a.attnum = is_surrogate.column_number;
end;

comment on function tabular_import_engine.is_surrogate(oid, smallint) is
'Whether the database itself makes the values of a column that tells rows apart: identity, or by default from a '
'sequence or a generator of uuids. People do not name rows by it.';
