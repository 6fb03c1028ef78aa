-- For an upsert of the columns id, the key, name and tabular_import_row_version, in short:
--
--     select s.row_number, s.line_number, 'id', s.value, 'TI030', null, format('The row (id)=(%s) ...', s.value), ...
--     from (select s.row_number, s.line_number, s.c1 as value, s.c3 as version, s.c1::integer as k1, s.c2 ...) as s
--     left join only item as t on t.id = s.k1
--     where s.version <> '' and case when row(t.id) is null then true when (nothing is to be written) then false
--         else s.version <> row_version(...) end
create or replace function tabular_import_engine.changed_rows_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text[] := (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m);
    v_numbers smallint[] := (
        select k.numbers from tabular_import_engine.key_indexes(plan.table_id, v_key) as k);
begin
    if not plan.options ? 'row_version' then
        return null;
    end if;
    return tabular_import_engine.fill(
        $sql$
select
    s.row_number,
    s.line_number,
    {names}::text,
    s.shown,
    'TI030',
    null::text,
    pg_catalog.format(
        case
            when s.is_gone then 'The row with the key (%s)=(%s) was deleted since this file was exported'
            else 'The row with the key (%s)=(%s) was changed since this file was exported'
        end, {names}, s.shown),
    null::text,
    {hint}::text
from (
    {stale}
) as s
order by s.row_number
$sql$,
        'names', quote_literal(array_to_string(v_key, ', ')),
        'hint', quote_literal(format(
            'Export the table again; or empty the cell in column %s, and the row of the file goes in all the same.',
            tabular_import_engine.row_version_name())),
        'stale', (tabular_import_engine.merge_sql(
            plan, changed_rows_sql.source, tabular_import_engine.cells_sql(plan, v_numbers))).stale);
end;
$$;

comment on function tabular_import_engine.changed_rows_sql(tabular_import_engine.import_plan, text) is
'The query for the row errors of rows, whose numbers are $2, all where it is NULL, that the table does not have any '
'more as the file was made of them; NULL where the file has no versions of rows. Their cells must be values. source: '
'see good_source_sql.';
