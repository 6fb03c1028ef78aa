create or replace function tabular_import_private.refuse_others()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if not pg_has_role(current_user, (select c.relowner from pg_class as c where c.oid = tg_relid), 'usage') then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('Only pg-tabular-import itself writes to its table %s.', tg_table_name),
            hint => 'Call a function of schema tabular_import.');
    end if;
    return null;
end;
$$;

comment on function tabular_import_private.refuse_others() is
'Lets nobody but the owner of a table write to it. Members of pg_write_all_data may write to every table: without this '
'they could store jobs in the name of a superuser.';
