create or replace function tabular_import_engine.rest_source_sql(source text, rejected text)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        '%s and s.read_error is null and s.row_number operator(pg_catalog.<>) all(%s)', rest_source_sql.source,
        rest_source_sql.rejected
    );
end;

comment on function tabular_import_engine.rest_source_sql(text, text) is
'As good_source_sql, for long lists: rejected is SQL for an array of row numbers, such as a parameter.';
