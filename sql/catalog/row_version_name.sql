create or replace function tabular_import_engine.row_version_name()
returns text
language sql
immutable
security invoker
begin atomic
    select 'tabular_import_row_version';
end;

comment on function tabular_import_engine.row_version_name() is
'What the column of a file is called that has the versions of rows, see row_version.';
