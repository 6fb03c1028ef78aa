create or replace function tabular_import_engine.cell_expression(
    type_id oid, typmod integer, staged text, empty text default 'null', is_plain boolean default false
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text := format_type(cell_expression.type_id, cell_expression.typmod);
    v_plain text := tabular_import_engine.plain_test(
        cell_expression.type_id, cell_expression.typmod, cell_expression.staged);
    v_guard text;
    v_reason text;
begin
    select g.guard, g.reason into v_guard, v_reason
    from tabular_import_engine.cell_guard(
        cell_expression.type_id, cell_expression.typmod, cell_expression.staged) as g;
    return format(
        'case when %1$s operator(pg_catalog.<>) '''' then %2$s::%3$s else %4$s::%3$s end',
        cell_expression.staged,
        case
            when v_guard = 'true' or v_plain is not null and cell_expression.is_plain then cell_expression.staged
            else format(
                '(case %s when %s then %s else tabular_import_engine.refuse_value(%s, %L, %L) end)',
                case when v_plain is not null then format('when %s then %s', v_plain, cell_expression.staged) else '' end,
                v_guard, cell_expression.staged, cell_expression.staged, v_type, v_reason)
        end,
        v_type, cell_expression.empty);
end;
$$;

comment on function tabular_import_engine.cell_expression(oid, integer, text, text, boolean) is
'The SQL expression that turns a staged cell into a column''s value, or raises: the one conversion of every '
'engine. staged: an SQL expression of type text; empty: SQL for the value of an empty cell; is_plain: the cell is '
'known to pass plain_condition.';
