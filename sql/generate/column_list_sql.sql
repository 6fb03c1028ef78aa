create or replace function tabular_import_engine.column_list_sql(
    plan tabular_import_engine.import_plan, column_numbers smallint[], pattern text, separator text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when count(h.position) = cardinality(column_list_sql.column_numbers) then string_agg(
                replace(replace(replace(replace(
                    column_list_sql.pattern,
                    '{n}', n.position::text
                ),
                '{cell}', 's.c' || h.position),
                '{name}', quote_ident(a.attname)),
                '{expression}', tabular_import_engine.collated_sql(
                    tabular_import_engine.cell_value_sql(a.atttypid, a.atttypmod, 's.c' || h.position), a.attcollation
                )),
                column_list_sql.separator order by n.position
            )
        end
    from unnest(column_list_sql.column_numbers) with ordinality as n (number, position)
    inner join pg_attribute as a on a.attrelid = (column_list_sql.plan).table_id and a.attnum = n.number
    left join unnest(
        (column_list_sql.plan).header) with ordinality as h (name, position) on h.name = a.attname
    and h.position <> all((column_list_sql.plan).default_positions);
end;

comment on function tabular_import_engine.column_list_sql(
    tabular_import_engine.import_plan, smallint[], text, text
) is
'A piece of SQL for each of some columns, joined. pattern: may hold {expression}, {cell}, {name} and {n} (counted '
'from 1). NULL when the file does not bring a value of its own for each of the columns.';
