create or replace function tabular_import_engine.merge_key(
    table_id oid, options jsonb, out columns text[], out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_named text[] := array(
        select distinct k.name
        from jsonb_array_elements_text(
            case jsonb_typeof(merge_key.options -> 'key')
                when 'array' then merge_key.options -> 'key'
                else jsonb_build_array(merge_key.options -> 'key')
            end) as k (name));
    v_names text[] := array(
        select c.column_name from tabular_import_engine.target_columns(merge_key.table_id) as c);
    v_wrong text[];
    v_identity record;
    v_keys text := (
        select string_agg(format('(%s)', array_to_string(k.columns, ', ')), ', ' order by k.columns)
        from tabular_import_engine.identity_keys(merge_key.table_id) as k);
begin
    if merge_key.options ? 'key' then
        v_wrong := array(select n.name from unnest(v_named) as n (name) where n.name <> all(v_names));
        if v_wrong <> '{}' then
            message := format(
                'Option key names %s not in the table: %s',
                case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end,
                tabular_import_engine.name_list(v_wrong));
            hint := concat_ws(
                ' ', tabular_import_engine.nearest_hint(v_wrong, v_names),
                format('The columns of the table are: %s.', tabular_import_engine.name_list(v_names)));
            return;
        end if;
        columns := (
            select k.columns
            from tabular_import_engine.identity_keys(merge_key.table_id) as k
            where k.columns <@ v_named and v_named <@ k.columns);
        if columns is null then
            message := format('No unique index keeps two rows from having the same %s', array_to_string(v_named, ', '));
            hint := coalesce(
                format('Option key takes the columns of a key of the table, which are: %s.', v_keys),
                'The table has no key; its owner can add one with: alter table ... add unique (...);');
        end if;
        return;
    end if;
    select i.columns, i.candidates into v_identity
    from tabular_import_engine.table_identity(merge_key.table_id) as i;
    columns := v_identity.columns;
    if columns is null and v_identity.candidates is not null then
        message := 'The table has several keys by which its rows may be found';
        hint := format('Say which one is meant in option key: %s.', v_keys);
    elsif columns is null then
        message := 'The table has no key by which its rows could be found';
        hint := 'The owner of the table can add one, such as a primary key or a unique constraint that is not '
            'deferrable.';
    end if;
end;
$$;

comment on function tabular_import_engine.merge_key(oid, jsonb) is
'The columns by which rows of a table are found when others are merged into them: those of option key, else its '
'identity; NULL, with a sentence and a hint, where there are none, or no unique index that would keep them apart.';
