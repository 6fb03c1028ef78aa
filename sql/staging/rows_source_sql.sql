create or replace function tabular_import_engine.rows_source_sql(
    staging text, first_block bigint, end_block bigint, first_row bigint, last_row bigint
)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        'from %s as s where s.ctid operator(pg_catalog.>=) ''(%s,0)'' and s.ctid operator(pg_catalog.<) ''(%s,0)'' '
        'and s.row_number operator(pg_catalog.>=) %s and s.row_number operator(pg_catalog.<=) %s',
        rows_source_sql.staging,
        rows_source_sql.first_block,
        rows_source_sql.end_block,
        rows_source_sql.first_row,
        rows_source_sql.last_row
    );
end;

comment on function tabular_import_engine.rows_source_sql(text, bigint, bigint, bigint, bigint) is
'from and where of rows in s, a table of staged rows; the blocks (end_block: the first behind them) keep the rest '
'from being scanned.';
