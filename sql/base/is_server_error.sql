create or replace function tabular_import_engine.is_server_error(sqlstate text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        is_server_error.sqlstate = '57014'
        or is_server_error.sqlstate like '57P%'
        or is_server_error.sqlstate like '53%';
end;

comment on function tabular_import_engine.is_server_error(text) is
'Whether an SQLSTATE tells of a cancellation, a shutdown or a lack of memory or space, even where users'' code runs of '
'which the insert may never ask. What else it raises there tells nothing of the environment.';
