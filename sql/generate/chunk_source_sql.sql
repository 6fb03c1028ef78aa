create or replace function tabular_import_engine.chunk_source_sql(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when (chunk_source_sql.plan).cells is null then c.rows
            when (chunk_source_sql.plan).link_head is not null
                then
                    format(
                        E'from (\n%s(\nselect %s\n%s\noffset 0\n)%s\n) as s where true',
                        (chunk_source_sql.plan).link_head,
                        (chunk_source_sql.plan).cells,
                        c.rows,
                        (chunk_source_sql.plan).link_tail
                    )
            -- "offset 0" keeps what the rules make of a cell from being made again wherever the cell is named.
            else
                format(
                    E'from (\nselect %s\n%s\noffset 0\n) as s where true', (chunk_source_sql.plan).cells, c.rows
                )
        end
    from
        tabular_import_engine.rows_source_sql(
            (chunk_source_sql.plan).staged,
            (chunk_source_sql.chunk).first_block,
            (chunk_source_sql.chunk).last_block,
            (chunk_source_sql.chunk).first_row,
            (chunk_source_sql.chunk).last_row,
            (chunk_source_sql.plan).link_tail is not null
        ) as c (rows);
end;

comment on function tabular_import_engine.chunk_source_sql(
    tabular_import_engine.import_plan, tabular_import_engine.chunk
) is
'from and where of a chunk''s rows in s, the staging table with the cells as their rules make them, '
'and those of links as the rows that they name have them.';
