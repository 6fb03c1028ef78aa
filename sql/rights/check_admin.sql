create or replace function tabular_import_private.check_admin(caller oid, what text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The owner installs, and admits himself, without being an administrator.
    if not (
        tabular_import_private.is_admin(check_admin.caller)
        or check_admin.caller = quote_ident(current_user)::regrole
    ) then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('Only an administrator may %s.', check_admin.what),
            hint => 'Call it as a member of tabular_import_admin.');
    end if;
end;
$$;

comment on function tabular_import_private.check_admin(oid, text) is
'Raises not_permitted unless the caller is an administrator or the owner of the tabular import. what: what only these '
'may do, as in "reassign files and jobs".';
