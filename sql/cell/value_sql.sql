create or replace function tabular_import_engine.value_sql(type_id oid, typmod integer, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_base record;
    v_type text := format_type(value_sql.type_id, value_sql.typmod);
    v_plain text := tabular_import_engine.plain_test_sql(
        value_sql.type_id, value_sql.typmod, value_sql.value);
    v_text text := value_sql.value;
    v_is_whole boolean;
    v_guard text;
    v_reason text;
begin
    select t.oid, t.typelem, t.typtype into v_base
    from tabular_import_engine.base_type(value_sql.type_id, value_sql.typmod) as b
    inner join pg_type as t on t.oid = b.base_type_id;
    v_is_whole := v_base.oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype);
    -- Of all others it is the cell itself.
    if v_is_whole or v_base.typelem <> 0 or v_base.typtype = 'c' then
        v_text := tabular_import_engine.cast_text_sql(value_sql.type_id, value_sql.typmod, value_sql.value);
    end if;
    select g.guard, g.reason into v_guard, v_reason
    from tabular_import_engine.cell_guard_sql(
        value_sql.type_id, value_sql.typmod,
        case when v_is_whole then value_sql.value else v_text end) as g;
    if v_is_whole then
        -- A number with a point fails the plain test with an error.
        return format(
            '(case when pg_catalog.strpos(%1$s, ''.'') operator(pg_catalog.>) 0 then %2$s when %3$s then %1$s '
            'when %4$s then %1$s else tabular_import_engine.refuse_value(%1$s, %5$L, %6$L) end)::%5$s',
            value_sql.value, v_text, v_plain, v_guard, v_type, v_reason);
    end if;
    if value_sql.typmod >= 0 and tabular_import_engine.is_foreign_modifier(value_sql.type_id, value_sql.typmod) then
        -- A cast may cut what an assignment refuses: the cast tells whether the value fits, the insert enforces it.
        return format(
            'case when %1$s::%2$s is not null then %1$s::%3$s end', v_text, v_type,
            format_type(value_sql.type_id, -1));
    end if;
    return format(
        '%s::%s',
        case
            when v_guard = 'true' then format('(%s)', v_text)
            else format(
                '(case %s when %s then %s else tabular_import_engine.refuse_value(%s, %L, %L) end)',
                case when v_plain is not null then format('when %s then %s', v_plain, v_text) else '' end,
                v_guard, v_text, v_text, v_type, v_reason)
        end,
        v_type);
end;
$$;

comment on function tabular_import_engine.value_sql(oid, integer, text) is
'The SQL expression that turns a text into a value of a type, or raises when it is none or would be changed. value: an '
'SQL expression of type text that is not NULL.';
