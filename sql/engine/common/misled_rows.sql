create or replace function tabular_import_engine.misled_rows(
    plan tabular_import_engine.import_plan, rejected bigint[], needs jsonb
)
returns setof tabular_import_engine.row_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_link record;
    v_row bigint;
    v_needed bigint;
    v_said tabular_import_engine.statement_outcome;
begin
    for v_link in
        select l.number, l.link ->> 'name' as name
        from tabular_import_engine.own_links(plan.rules) as l
        where array_remove(misled_rows.rejected, null) <> '{}'
            and not tabular_import_engine.is_natural_link(l.link)
        order by l.number
    loop
        v_row := null;
        select n.row_number::bigint, n.needed::bigint into v_row, v_needed
        from rows from (
            jsonb_array_elements_text(nullif(misled_rows.needs -> v_link.number::text -> 'rows', 'null')),
            jsonb_array_elements_text(nullif(misled_rows.needs -> v_link.number::text -> 'needed', 'null'))
        ) as n (row_number, needed)
        where n.needed::bigint = any(misled_rows.rejected)
            and n.row_number::bigint <> all(array_remove(misled_rows.rejected, null))
        order by n.row_number::bigint
        limit 1;
        continue when v_row is null;
        v_said.sqlstate := '23503';
        v_said.message := format(
            'Row %1$s names row %2$s of the file by link %3$s, but row %2$s is refused, and another row has its id',
            v_row, v_needed, v_link.name);
        v_said.hint := format(
            'Mend row %s, or give it another id; where the table makes the ids, its sequence is behind them.',
            v_needed);
        return next tabular_import_engine.row_error(plan, null, null, null, v_said);
        return;
    end loop;
end;
$$;

comment on function tabular_import_engine.misled_rows(tabular_import_engine.import_plan, bigint[], jsonb) is
'An error of the whole file where a row goes in that names a row of the file that does not, and refers to whoever has '
'the id of that one. rejected: the rows that do not go in; needs: see needed_rows.';
