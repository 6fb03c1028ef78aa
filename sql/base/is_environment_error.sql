create or replace function tabular_import_engine.is_environment_error(
    sqlstate text, is_internal_said boolean default false
)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        (
            left(is_environment_error.sqlstate, 2) in ('08', '25', '40', '53', '57', '58', 'F0', 'XX')
            or is_environment_error.sqlstate in ('55P03', '55006', 'TI001')
        )
        and not (is_environment_error.is_internal_said and is_environment_error.sqlstate = 'XX000');
end;

comment on function tabular_import_engine.is_environment_error(text, boolean) is
'Whether an error speaks of the server, the connection or the moment, so that it is no verdict on the data. '
'is_internal_said: a cell''s type may call a syntax error an internal one, see has_outside_input.';
