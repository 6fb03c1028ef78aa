create or replace function tabular_import_private.refuse_event_change()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform tabular_import_engine.raise_error(
        'not_permitted', 'Events of imports are not changed.',
        hint => 'They go by what set_import_retention says of kind events.');
    return null;
end;
$$;

comment on function tabular_import_private.refuse_event_change() is
'Keeps even the owner''s code from rewriting what has happened.';

create or replace trigger refuse_event_change
before update or truncate on tabular_import_private.import_job_event
for each statement execute function tabular_import_private.refuse_event_change();
