create or replace function tabular_import_engine.keeps_good_rows(options jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select coalesce(keeps_good_rows.options ->> 'on_error' = 'skip', false);
end;

comment on function tabular_import_engine.keeps_good_rows(jsonb) is
'Whether the good rows of a file go in where others are refused, by option on_error.';
