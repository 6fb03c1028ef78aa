-- For a link in column 3, in short:
--
--     from (select s.*, ($2)[s.row_number - 8192] as f3 from staging as s where ... offset 0) as s where true
create or replace function tabular_import_engine.found_source_sql(
    plan tabular_import_engine.import_plan, source text, first_row bigint, row_count bigint, has_null boolean,
    row_number text default 's.row_number'
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            E'from (\nselect s.*%s\n%s\noffset 0\n) as s where true',
            string_agg(
                case
                    when found_source_sql.has_null
                        then format(
                            ', case when %1$s operator(pg_catalog.<>) %2$s then %1$s end as f%3$s', v.value,
                            v.stands_for_null, v.place
                        )
                    else format(', %s as f%s', v.value, v.place)
                end, '' order by v.place
            ),
            found_source_sql.source
        )
    from (
        select
            c.place,
            c.stands_for_null,
            format(
                '(%s)[(%s operator(pg_catalog.-) (%s))::pg_catalog.int4]',
                case when c.is_uuid then '$3' else '$2' end,
                found_source_sql.row_number,
                found_source_sql.first_row - 1 - (c.rank - 1) * found_source_sql.row_count
            ) as value
        from tabular_import_engine.found_columns(found_source_sql.plan) as c
    ) as v
    where found_source_sql.source is not null
    having count(*) > 0;
end;

comment on function tabular_import_engine.found_source_sql(
    tabular_import_engine.import_plan, text, bigint, bigint, boolean, text
) is
'from and where of rows beside what their links have found, f3 in column 3 of the header, where $2 has the numbers and '
'$3 the uuids that found_links_sql returns for row_count rows from first_row on. source: these rows or some of them, '
'without what links find, NULL for NULL; has_null: whether a link is NULL; row_number: SQL for a row''s number.';
