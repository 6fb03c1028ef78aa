create or replace function tabular_import_private.fire_triggers()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('session_replication_role') <> 'origin' then
        perform set_config('session_replication_role', 'origin', true);
    end if;
exception
    when insufficient_privilege then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format(
                'The setting session_replication_role = %s of this database or role keeps triggers and references '
                'from being looked at.',
                current_setting('session_replication_role')),
            hint => 'Reset it for the role that imports, then retry the job.');
end;
$$;

comment on function tabular_import_private.fire_triggers() is
'Makes the transaction fire triggers and check references, whatever the database or role has set. Raises '
'not_permitted.';
