-- For {"trim": true, "null_values": ["-"], "value_map": {"half": "0,5"}, "decimal_separator": ","}, each step once:
--
--     (
--         select case when t.v = any('{"",-}'::text[]) then '' else (
--             select number_rule_sql of m.v
--             from (select map_rule_sql of t.v as v offset 0) as m
--         ) end
--         from (select btrim(s.c1, ...) as v offset 0) as t
--     )
create or replace function tabular_import_engine.rule_sql(type_id oid, typmod integer, rule jsonb, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_base_type oid;
    v_is_trimmed boolean := coalesce((rule_sql.rule ->> 'trim')::boolean, false);
    v_nulls text[] := tabular_import_engine.text_list(rule_sql.rule -> 'null_values');
    v_trim text;
    v_cell text := case when v_is_trimmed then 't.v' else rule_sql.value end;
    v_map text := tabular_import_engine.map_rule_sql(rule_sql.rule, v_cell);
    v_step text;
begin
    select b.base_type_id into v_base_type
    from tabular_import_engine.base_type(rule_sql.type_id, rule_sql.typmod) as b;
    v_step := tabular_import_engine.type_rule_sql(
        v_base_type, rule_sql.rule, case when v_map is not null then 'm.v' else v_cell end);
    if v_step is not null then
        v_step := format(
            'case when %1$s operator(pg_catalog.=) '''' then '''' else %2$s end',
            case when v_map is not null then 'm.v' else v_cell end, v_step);
    end if;
    if v_step is not null and v_map is not null then
        v_step := format('(select %s from (select %s as v offset 0) as m)', v_step, v_map);
    else
        v_step := coalesce(v_step, v_map);
    end if;
    if cardinality(v_nulls) > 0 then
        v_step := format(
            'case when %1$s operator(pg_catalog.=) any (%2$L::pg_catalog.text[]) then '''' else %3$s end',
            v_cell, v_nulls, coalesce(v_step, v_cell));
    end if;
    if v_is_trimmed then
        v_trim := format(
            'case when pg_catalog.ascii(%1$s) operator(pg_catalog.>) 32 '
            'and pg_catalog.ascii(%1$s) operator(pg_catalog.<) 127 '
            'and pg_catalog.ascii(pg_catalog.right(%1$s, 1)) operator(pg_catalog.>) 32 '
            'and pg_catalog.ascii(pg_catalog.right(%1$s, 1)) operator(pg_catalog.<) 127 '
            'then %1$s else pg_catalog.btrim(%1$s, %2$L) end',
            rule_sql.value, tabular_import_engine.space_characters());
        v_step := case
            when v_step is null then v_trim
            else format('(select %s from (select %s as v offset 0) as t)', v_step, v_trim)
        end;
    end if;
    return v_step;
end;
$$;

comment on function tabular_import_engine.rule_sql(oid, integer, jsonb, text) is
'What the rule of a column makes of a cell, as SQL: PostgreSQL''s own spelling of the value, or a text that is none. '
'It raises for no cell. In this order: trim, null_values (the empty cell), value_map, what the rule says of the '
'type (of a domain, of the type under it). NULL where it changes nothing. rule: see column_rule; value: an SQL '
'expression of type text.';
