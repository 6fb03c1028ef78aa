create or replace function tabular_import_engine.cast_text_sql(type_id oid, typmod integer, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pg_type;
    v_element pg_type;
    v_fields text;
    v_names text;
    v_values text;
begin
    select t.* into v_type
    from tabular_import_engine.base_type(cast_text_sql.type_id, cast_text_sql.typmod) as b
    inner join pg_type as t on t.oid = b.base_type_id;
    if v_type.oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then
        return format('tabular_import_engine.whole_number(%s)', cast_text_sql.value);
    elsif v_type.typelem <> 0 and v_type.typsubscript = 'array_subscript_handler'::regproc then
        select t.* into v_element
        from tabular_import_engine.base_type(v_type.typelem, -1) as b
        inner join pg_type as t on t.oid = b.base_type_id;
        -- Where something else than a comma stands between elements, quotes have another meaning.
        if v_element.typdelim <> ',' then
            return cast_text_sql.value;
        end if;
        return format(
            'case when pg_catalog.left(pg_catalog.ltrim(%1$s), 1) operator(pg_catalog.=) ''['' then %2$s else %1$s end',
            cast_text_sql.value,
            case
                when v_element.typtype = 'c' then format(
                    'array(select case when e.x is not null then %s end from '
                    'pg_catalog.json_array_elements_text(%s::pg_catalog.json) with ordinality as e (x, n) '
                    'order by e.n)::pg_catalog.text',
                    tabular_import_engine.value_sql(v_type.typelem, -1, 'e.x'), cast_text_sql.value)
                else format(
                    'tabular_import_engine.json_array_text(%s, %L, %L)', cast_text_sql.value,
                    v_element.oid not in ('json'::regtype, 'jsonb'::regtype),
                    v_element.oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype))
            end);
    elsif v_type.typtype = 'c' then
        select
            string_agg(format('q.o operator(pg_catalog.->>) %L as f%s', a.attname, a.attnum), ', ' order by a.attnum),
            string_agg(quote_literal(a.attname), ', ' order by a.attnum),
            string_agg(
                format(
                    'case when j.f%s is not null then %s end', a.attnum,
                    tabular_import_engine.value_sql(a.atttypid, a.atttypmod, format('j.f%s', a.attnum))),
                ', ' order by a.attnum)
        into v_fields, v_names, v_values
        from pg_attribute as a
        where a.attrelid = v_type.typrelid and a.attnum > 0 and not a.attisdropped;
        return format(
            'case when pg_catalog.left(pg_catalog.ltrim(%1$s), 1) operator(pg_catalog.=) ''{'' then (select '
            '(row(%2$s)::%3$s)::pg_catalog.text from (select %4$s from (select tabular_import_engine.json_fields('
            '%1$s, array[%5$s]::pg_catalog.text[]) as o offset 0) as q) as j) else %1$s end',
            cast_text_sql.value, v_values, format_type(v_type.oid, null), v_fields, v_names);
    end if;
    return cast_text_sql.value;
end;
$$;

comment on function tabular_import_engine.cast_text_sql(oid, integer, text) is
'The text of a cell that is cast to a type, as SQL: 3 of 3.0 for an integer, what PostgreSQL writes for a JSON array '
'or object for arrays and composite types, else the cell itself. value: an SQL expression of type text.';
