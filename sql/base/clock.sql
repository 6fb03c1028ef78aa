create or replace function tabular_import_private.clock()
returns timestamptz
language sql
volatile
security invoker
begin atomic
    select clock_timestamp();
end;

comment on function tabular_import_private.clock() is
'The only clock of jobs and files; a test may replace it inside its own transaction.';

grant execute on function tabular_import_private.clock()
to tabular_import_user, tabular_import_worker, tabular_import_admin;
