create or replace function tabular_import_engine.cell_expression(type_id oid, typmod integer, staged text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text := format('tabular_import_engine.cell(%s)', cell_expression.staged);
    v_type text := format_type(cell_expression.type_id, cell_expression.typmod);
    v_guard record;
begin
    select g.guard, g.reason into v_guard
    from tabular_import_engine.cell_guard(cell_expression.type_id, cell_expression.typmod, v_value) as g;
    if v_guard.guard = 'true' then
        return format('%s::%s', v_value, v_type);
    end if;
    return format(
        '(case when %s then %s else tabular_import_engine.refuse_value(%s, %L, %L) end)::%s',
        v_guard.guard, v_value, v_value, v_type, v_guard.reason, v_type);
end;
$$;

comment on function tabular_import_engine.cell_expression(oid, integer, text) is
'The SQL expression that turns a staged cell into a column''s value, or raises: the one conversion of every '
'engine. staged: an SQL expression of type text.';
