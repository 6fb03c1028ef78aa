create or replace function tabular_import_engine.soft_check_sql(
    type_id oid, typmod integer, value text, job_path text, out is_bad text, out failure text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_simple constant regtype[] := array[
        'int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'bool', 'date', 'time', 'timestamp', 'uuid',
        'json']::regtype[];
    c_text constant regtype[] := array['text', 'varchar', 'bpchar']::regtype[];
    c_dates constant regtype[] := array['date', 'time', 'timestamp']::regtype[];
    v_base oid;
    v_base_typmod integer;
    v_text text := tabular_import_engine.cast_text_sql(
        soft_check_sql.type_id, soft_check_sql.typmod, soft_check_sql.value);
    v_plain text := tabular_import_engine.plain_test_sql(soft_check_sql.type_id, soft_check_sql.typmod, v_text);
    v_guard text;
    v_reason text;
    v_certain text := tabular_import_engine.certain_test_sql(
        soft_check_sql.type_id, soft_check_sql.typmod, soft_check_sql.value);
    v_type text;
    v_is_simple boolean;
begin
    select b.base_type_id, b.base_typmod into v_base, v_base_typmod
    from tabular_import_engine.base_type(soft_check_sql.type_id, soft_check_sql.typmod) as b;
    select g.guard, g.reason into v_guard, v_reason
    from tabular_import_engine.cell_guard_sql(soft_check_sql.type_id, soft_check_sql.typmod, v_text) as g;
    v_is_simple := soft_check_sql.type_id = v_base
        and (v_base = any(c_simple) or (select t.typtype = 'e' from pg_type as t where t.oid = v_base));
    failure := format(
        'tabular_import_engine.cell_failure(%L, %s, %L, %L)',
        tabular_import_engine.cell_value_sql(soft_check_sql.type_id, soft_check_sql.typmod, '$1'), soft_check_sql.value,
        soft_check_sql.job_path, tabular_import_engine.has_outside_input(soft_check_sql.type_id));

    if v_base = any(c_text) and soft_check_sql.type_id = v_base then
        is_bad := case when v_guard = 'true' then 'false' else format('not %s', v_guard) end;
    elsif v_is_simple and current_setting('server_version_num')::integer >= 160000 then
        -- Only numeric's own input checks its modifier as the cast does.
        v_type := format_type(v_base, case when v_base = 'numeric'::regtype then v_base_typmod else -1 end);
        is_bad := format(
            'case when not pg_catalog.pg_input_is_valid(%1$s, %2$L) then true %3$s else not %4$s end',
            v_text, v_type,
            case when v_plain is not null then format('when %s then false', v_plain) else '' end, v_guard);
        failure := format(
            '(select row(null::bigint, case when i.r then ''TI020'' else i.sql_error_code end, '
            'case when i.r then %L else i.message end, null::text, case when not i.r then i.hint end, null::text, '
            'null::text, null::text, null::text, null)'
            -- "offset 0" keeps the planner from putting in the places of r, e and i what they stand for.
            '::tabular_import_engine.statement_outcome from (select (f.e).*, '
            '(f.e).message is null or (f.e).sql_error_code = ''22008'' and not %s as r '
            'from (select pg_catalog.pg_input_error_info(%s, %L) as e offset 0) as f offset 0) as i)',
            v_reason,
            case
                when v_base <> all(c_dates) then 'true'
                when v_plain is null then v_guard
                -- The plain test comes before the guard, and casts what looks like a year with its dash.
                else format('(%s or pg_catalog.substr(%s, 5, 1) operator(pg_catalog.=) ''-'')', v_guard, v_text)
            end,
            v_text, v_type);
    else
        is_bad := format('case when %s then false else (%s).sqlstate is not null end', v_certain, failure);
    end if;
    if is_bad <> 'false' then
        is_bad := format('case when %s <> '''' then %s else false end', soft_check_sql.value, is_bad);
    end if;
    -- An empty cell is NULL, which a domain may refuse.
    if soft_check_sql.type_id <> v_base then
        is_bad := format(
            'case when %s <> '''' and %s then false else (%s).sqlstate is not null end',
            soft_check_sql.value, v_certain, failure);
    end if;
end;
$$;

comment on function tabular_import_engine.soft_check_sql(oid, integer, text, text) is
'Judges a staged cell without raising. value: an SQL expression of type text. Returns is_bad, SQL that is true '
'for a cell that the column''s cell_value_sql refuses, and failure, SQL for what it says (a statement_outcome).';
