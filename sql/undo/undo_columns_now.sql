create or replace function tabular_import_engine.undo_columns_now(table_id oid, columns jsonb)
returns table (
    place bigint, old_name text, name text, type_name text, is_settable boolean, is_insertable boolean,
    is_altered boolean
)
language sql
stable
security invoker
begin atomic
    select
        c.place,
        c.entry ->> 'name' as old_name,
        a.attname::text as name,
        format_type(a.atttypid, -1) as type_name,
        a.attgenerated = '' and a.attidentity <> 'a' as is_settable,
        a.attgenerated = '' as is_insertable,
        -- A wider varchar takes what the other had.
        a.atttypid::bigint <> (c.entry ->> 'type')::bigint
        or a.atttypmod <> (c.entry ->> 'typmod')::integer
        and not (
            a.atttypid = 'varchar'::regtype
            and (
                a.atttypmod = -1
                or (c.entry ->> 'typmod')::integer <> -1 and a.atttypmod > (c.entry ->> 'typmod')::integer
            )
        ) as is_altered
    from jsonb_array_elements(undo_columns_now.columns) with ordinality as c (entry, place)
    left join pg_attribute as a
        on
            a.attrelid = undo_columns_now.table_id and a.attnum = (c.entry ->> 'number')::smallint
            and not a.attisdropped
    order by c.place;
end;

comment on function tabular_import_engine.undo_columns_now(oid, jsonb) is
'What has become of columns that a job has recorded: name (NULL: dropped), type_name without modifiers, whether an '
'update or an insert may set it, is_altered: its type is another one. columns: see import_undo_table.';
