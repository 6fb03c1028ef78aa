create or replace function tabular_import_engine.target_columns(table_id oid)
returns table (
    column_name text,
    column_number smallint,
    type_id oid,
    typmod integer,
    is_required boolean,
    has_default boolean,
    is_made_by_database boolean,
    is_writable boolean,
    in_key boolean
)
language sql
stable
security invoker
begin atomic
    select
        a.attname::text as column_name,
        a.attnum,
        a.atttypid,
        a.atttypmod,
        a.attnotnull or t.typnotnull as is_required,
        a.atthasdef or a.attidentity <> '' or t.typdefault is not null as has_default,
        a.attidentity <> '' or a.attgenerated <> ''
        or coalesce(
            pg_get_expr(d.adbin, d.adrelid) ~ '(nextval|gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\d\w*)\(', false
        ) as is_made_by_database,
        a.attgenerated = '' and a.attidentity <> 'a' as is_writable,
        coalesce(a.attnum = any(k.conkey), false) as in_key
    from pg_attribute as a
    inner join pg_type as t on t.oid = a.atttypid
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    left join pg_constraint as k on k.conrelid = a.attrelid and k.contype = 'p'
    where a.attrelid = target_columns.table_id and a.attnum > 0 and not a.attisdropped
    order by a.attnum;
end;

comment on function tabular_import_engine.target_columns(oid) is
'The columns of an import''s target, in table order. is_made_by_database: identity, generated, or by default from '
'a sequence or a uuid generator, so that a file need not bring it; is_writable: a file may bring it; in_key: '
'belongs to the primary key.';
