create or replace function tabular_import_engine.rows_source_sql(
    staging text, first_block bigint, end_block bigint, first_row bigint, last_row bigint,
    is_joined boolean default false
)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        'from %s as s where s.ctid operator(pg_catalog.>=) ''(%s,0)'' and s.ctid operator(pg_catalog.<) ''(%s,0)'' '
        -- Of two bounds the planner expects few rows, and would look each up by itself; of "case" half.
        'and ' || case when rows_source_sql.is_joined then 'case when ' else '' end
        || 's.row_number operator(pg_catalog.>=) %s and s.row_number operator(pg_catalog.<=) %s'
        || case when rows_source_sql.is_joined then ' then true else false end' else '' end,
        rows_source_sql.staging,
        rows_source_sql.first_block,
        rows_source_sql.end_block,
        rows_source_sql.first_row,
        rows_source_sql.last_row
    );
end;

comment on function tabular_import_engine.rows_source_sql(text, bigint, bigint, bigint, bigint, boolean) is
'from and where of rows in s, a table of staged rows; the blocks (end_block: the first behind them) keep the rest '
'from being scanned. is_joined: the rows are joined to others.';
