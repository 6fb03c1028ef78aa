create or replace function tabular_import_engine.key_value_sql(
    type_id oid, typmod integer, value text, job_path text, is_empty_text boolean default false
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_own boolean;
    v_is_text boolean;
    v_plain text;
    v_type text := format_type(key_value_sql.type_id, key_value_sql.typmod);
    v_is_bad text;
begin
    -- A domain may refuse a text, and a type of others too, unless it reads texts as PostgreSQL's own do.
    select t.typtype = 'b', t.typtype = 'b' and i.prolang = 12 and i.prosrc in ('textin', 'varcharin', 'bpcharin')
    into v_is_own, v_is_text
    from pg_type as t
    inner join pg_proc as i on i.oid = t.typinput
    where t.oid = key_value_sql.type_id;
    if v_is_text then
        return format(
            -- "nullif" takes its "=" from the path.
            case
                when key_value_sql.is_empty_text then '%1$s::%2$s'
                else 'case when %1$s operator(pg_catalog.<>) '''' then %1$s::%2$s end'
            end,
            key_value_sql.value, format_type(key_value_sql.type_id, -1));
    end if;
    -- Most are written as PostgreSQL does.
    if v_is_own and current_setting('server_version_num')::integer >= 160000 then
        v_plain := format(
            'when case when pg_catalog.pg_input_is_valid(%1$s, %2$L) then %3$s end then %1$s::%2$s ',
            key_value_sql.value, v_type,
            tabular_import_engine.plain_test_sql(
                key_value_sql.type_id, key_value_sql.typmod, key_value_sql.value));
        if tabular_import_engine.plain_test_sql(key_value_sql.type_id, key_value_sql.typmod, '') is null then
            v_plain := '';
        end if;
    end if;
    select k.is_bad into v_is_bad
    from tabular_import_engine.soft_check_sql(
        key_value_sql.type_id, key_value_sql.typmod, key_value_sql.value, key_value_sql.job_path) as k;
    -- It is asked of each row: an operator of others must not come between.
    v_is_bad := replace(
        v_is_bad, format('%s <> ', key_value_sql.value), format('%s operator(pg_catalog.<>) ', key_value_sql.value));
    v_is_bad := replace(
        v_is_bad, format('%s ~ ', key_value_sql.value), format('%s operator(pg_catalog.~) ', key_value_sql.value));
    return format(
        'case %swhen %s operator(pg_catalog.<>) '''' then case when %s then null else %s end end',
        v_plain, key_value_sql.value, v_is_bad,
        tabular_import_engine.value_sql(key_value_sql.type_id, key_value_sql.typmod, key_value_sql.value));
end;
$$;

comment on function tabular_import_engine.key_value_sql(oid, integer, text, text, boolean) is
'The SQL expression that turns a text into a value of a type, by which rows are found; NULL where it is none, or '
'empty: it raises for none. value: an SQL expression of type text; is_empty_text: the empty text is one.';
