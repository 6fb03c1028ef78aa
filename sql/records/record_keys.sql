create or replace function tabular_import_private.record_keys(records jsonb, table_id oid, role_id oid)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[] := array(
        select k.key
        from jsonb_array_elements(record_keys.records) with ordinality as r (record, number)
        cross join lateral jsonb_object_keys(
            case when jsonb_typeof(r.record) = 'object' then r.record else '{}' end) with ordinality as k (key, place)
        left join pg_attribute as a on a.attrelid = record_keys.table_id and a.attname::text = k.key and a.attnum > 0
        -- jsonb keeps no order of keys.
        group by k.key, a.attnum
        order by a.attnum, min(r.number), min(k.place));
    v_most bigint := tabular_import_private.setting('max_columns', record_keys.role_id);
begin
    if cardinality(v_keys) > v_most then
        perform tabular_import_engine.raise_error(
            'limit_exceeded', format('The records have more than %s different keys.', v_most),
            hint => 'The keys are the names of the table''s columns: give all records the same.');
    end if;
    -- To compose the accents of a long text takes a square of the time.
    if exists (select from unnest(v_keys) as k (key) where length(k.key) > 1000) then
        perform tabular_import_engine.raise_error(
            'limit_exceeded', 'A key of the records is longer than 1000 characters.',
            hint => 'The keys are the names of the table''s columns: shorten it.');
    end if;
    return v_keys;
end;
$$;

comment on function tabular_import_private.record_keys(jsonb, oid, oid) is
'The keys of records: those that are columns in the order of the table, then others as they come. role_id: whose '
'settings hold. Raises limit_exceeded.';
