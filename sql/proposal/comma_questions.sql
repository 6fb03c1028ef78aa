create or replace function tabular_import_private.comma_questions(
    source text, table_id oid, fitted text[], options jsonb, ruled text[], comma text
)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    v_column record;
    v_example text;
    v_is_doubtful boolean;
    v_found text[] := '{}';
begin
    for v_column in
        select h.name, 'c' || h.position as cell
        from unnest(comma_questions.fitted) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(comma_questions.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        where b.base_type_id = any(c_numbers) and h.name <> all(comma_questions.ruled)
            and not coalesce(
                tabular_import_engine.column_rule(comma_questions.options, h.name) ? 'decimal_separator', false)
        order by h.position
    loop
        execute format(
            'select min(s.%1$s collate "C") filter (where s.%1$s ~ ''^[-+]?[1-9][0-9]{0,2}[.][0-9]{3}$''), '
            'bool_and(s.%1$s ~ ''^[-+]?[1-9][0-9]{0,2}[.][0-9]{3}$'') '
            'from %2$s as s where s.read_error is null and s.%1$s ~ ''^[-+]?[0-9]*[.][0-9]*$''',
            v_column.cell, comma_questions.source)
        into v_example, v_is_doubtful;
        if not v_is_doubtful and v_example is not null then
            v_found := v_found || format(
                'Values of %s have decimal points, although %s has decimal commas: load again with '
                'decimal_separator=. for this column.',
                tabular_import_private.quoted_cell(v_column.name),
                tabular_import_private.quoted_cell(comma_questions.comma));
        elsif v_example is not null then
            v_found := v_found || format(
                '%s of %s can be both %s and %s, as %s has decimal commas; no value of the column decides: say which '
                'with decimal_separator=. or with decimal_separator="," and thousands_separator=. for this column.',
                tabular_import_private.quoted_cell(v_example), tabular_import_private.quoted_cell(v_column.name),
                v_example, replace(v_example, '.', ''), tabular_import_private.quoted_cell(comma_questions.comma));
        end if;
    end loop;
    return v_found;
end;
$$;

comment on function tabular_import_private.comma_questions(text, oid, text[], jsonb, text[], text) is
'Questions about columns of numbers that are accepted as they stand, but are doubtful where another column of the '
'file has decimal commas. source, fitted: see find_proposal; options: as the plan has them; ruled: columns that are '
'not looked at; comma: the other column.';
