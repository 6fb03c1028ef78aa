create or replace function tabular_import_private.caller(called_by name)
returns regrole
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Maintenance (reindex, analyze) runs a table owner's code under the session of somebody else and
    -- forbids UNLISTEN there: without this, index expressions could submit jobs that nobody has asked for.
    begin
        execute 'unlisten tabular_import_caller';
    exception
        when insufficient_privilege then
            perform tabular_import_engine.raise_error(
                'not_permitted',
                'The tabular import API may not be called from index expressions, maintenance commands or the like.',
                hint => 'Call it from a session of your own.');
    end;
    if exists (
        select from tabular_import_private.load_transaction as t
        where t.xid = pg_current_xact_id_if_assigned()
    ) then
        perform tabular_import_engine.raise_error(
            'inside_import',
            'The tabular import API may not be called from code that a running import executes.',
            hint => 'Take the call out of the trigger, default or check of the table that is imported into.');
    end if;
    return quote_ident(caller.called_by)::regrole;
end;
$$;

comment on function tabular_import_private.caller(name) is
'The role a call acts for, once it may call at all. called_by: current_user as the calling code sees it, which the '
'public function hands over. Raises inside_import and not_permitted.';
