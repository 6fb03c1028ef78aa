create or replace function tabular_import_private.keep_commits()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A claim that a crash of the server could undo would give its attempt's number to two workers.
    if current_setting('synchronous_commit') = 'off' then
        perform set_config('synchronous_commit', 'local', true);
    end if;
end;
$$;

comment on function tabular_import_private.keep_commits() is
'Makes the transaction durable when it commits, whatever the server''s setting.';
