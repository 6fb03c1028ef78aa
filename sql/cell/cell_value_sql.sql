create or replace function tabular_import_engine.cell_value_sql(
    type_id oid, typmod integer, staged text, empty text default 'null', is_typed boolean default false
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text := format_type(cell_value_sql.type_id, cell_value_sql.typmod);
    -- A cast to varchar(2) would cut a default; the insert refuses it.
    v_empty text := case
        when cell_value_sql.empty = 'null' then format('null::%s', v_type)
        else format('%s::%s', cell_value_sql.empty, format_type(cell_value_sql.type_id, -1))
    end;
begin
    if cell_value_sql.is_typed
        and tabular_import_engine.typed_column_type(cell_value_sql.type_id, cell_value_sql.typmod) is not null then
        return case
            when cell_value_sql.empty = 'null' then format('%s::%s', cell_value_sql.staged, v_type)
            else format(
                'case when %1$s is not null then %1$s::%2$s else %3$s end', cell_value_sql.staged, v_type, v_empty)
        end;
    end if;
    return format(
        'case when %1$s operator(pg_catalog.<>) '''' then %2$s else %3$s end',
        cell_value_sql.staged,
        tabular_import_engine.value_sql(
            cell_value_sql.type_id, cell_value_sql.typmod, cell_value_sql.staged),
        v_empty);
end;
$$;

comment on function tabular_import_engine.cell_value_sql(oid, integer, text, text, boolean) is
'The SQL expression that turns a staged cell into a column''s value, or raises: the one conversion of every '
'engine. staged: an SQL expression of type text; empty: SQL for the value of an empty cell; is_typed: the cell has '
'its typed_column_type already, see typed_rows_sql.';
