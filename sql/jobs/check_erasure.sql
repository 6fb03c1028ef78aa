create or replace function tabular_import_private.check_erasure(
    table_name text, table_id oid, value text, key jsonb, files text
)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_unknown text;
begin
    if check_erasure.table_name is not null and check_erasure.table_id is null then
        perform tabular_import_engine.raise_error(
            'table_not_found', format('There is no table %s.', quote_literal(left(check_erasure.table_name, 1000))),
            hint => 'Name it as in SQL, or give NULL for the imports into all tables.');
    end if;
    if num_nonnulls(check_erasure.value, check_erasure.key) <> 1 then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'One of value and key says who is erased, and not both.',
            hint => 'Such as value => ''Meyer'', or key => ''{"id": "17"}''.');
    end if;
    if trim(check_erasure.value) = '' or length(check_erasure.value) > 1000 then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'value must be a text of 1 to 1000 characters that are not all blank.');
    end if;
    if check_erasure.value ~ e'^\\s*\\{' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'value looks like a key.', hint => 'Give it as key => ''{"id": "17"}''.');
    end if;
    if jsonb_typeof(check_erasure.key) <> 'object' or check_erasure.key = '{}' or exists (
        select from jsonb_each(
            case when jsonb_typeof(check_erasure.key) = 'object' then check_erasure.key else '{}' end) as k
        where jsonb_typeof(k.value) not in ('string', 'number') or trim(k.value #>> '{}') = ''
            or length(k.value #>> '{}') > 1000
    ) then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'key must be an object of columns and their values.',
            hint => 'Such as key => ''{"id": "17"}''.');
    end if;
    -- A name that is misspelt would find nothing, and nobody would know.
    select k.name into v_unknown
    from jsonb_object_keys(check_erasure.key) as k (name)
    where check_erasure.table_id is not null and not exists (
        select from pg_attribute as a
        where a.attrelid = check_erasure.table_id and a.attname = k.name and a.attnum > 0 and not a.attisdropped)
    limit 1;
    if v_unknown is not null then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The table %s has no column %s.', check_erasure.table_name, quote_literal(left(v_unknown, 1000))),
            hint => 'Columns of key are named as in the table. To erase by a name that a column had before, '
                'name no table.');
    end if;
    if check_erasure.files is null or check_erasure.files not in ('keep', 'delete', 'delete_all') then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'files must be keep, delete or delete_all.');
    end if;
end;
$$;

comment on function tabular_import_private.check_erasure(text, oid, text, jsonb, text) is
'Checks what erase_import_data is told. Raises invalid_option, table_not_found.';
