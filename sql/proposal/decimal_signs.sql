create or replace function tabular_import_private.decimal_signs(
    source text, table_id oid, fitted text[], options jsonb, is_typed boolean
)
returns table (column_name text, signs text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    v_column record;
begin
    for v_column in
        select
            h.name,
            'c' || h.position as cell,
            tabular_import_engine.column_rule(decimal_signs.options, h.name) ->> 'decimal_separator' as sign
        from unnest(decimal_signs.fitted) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(decimal_signs.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        where b.base_type_id = any(c_numbers)
        order by h.position
    loop
        column_name := v_column.name;
        signs := v_column.sign;
        if signs is null then
            -- A number of a spreadsheet says nothing of how its texts are written.
            execute format(
                'select concat('
                'case when bool_or(s.%1$s ~ ''[0-9][.]([0-9]{1,2}|[0-9]{4,})[^0-9]*$'') and not $1 then ''.'' end, '
                'case when bool_or(s.%1$s ~ ''[0-9],([0-9]{1,2}|[0-9]{4,})[^0-9]*$'') then '','' end) '
                'from %2$s as s where s.read_error is null',
                v_column.cell, decimal_signs.source)
            into signs
            using decimal_signs.is_typed;
        end if;
        return next;
    end loop;
end;
$$;

comment on function tabular_import_private.decimal_signs(text, oid, text[], jsonb, boolean) is
'For each column of numbers which of the signs . and , stand before its decimals, as its cells or its options show '
'it. source, fitted: see find_proposal; options: as the plan has them; is_typed: numbers of the file may be numbers.';
