create or replace function tabular_import_engine.replaces_all(table_id oid, brought text[], options jsonb)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_identity record;
begin
    if replaces_all.options ->> 'mode' is distinct from 'replace' or replaces_all.options ? 'key' then
        return false;
    end if;
    select i.columns, i.candidates into v_identity
    from tabular_import_engine.table_identity(replaces_all.table_id) as i;
    if v_identity.columns is null then
        return v_identity.candidates is null;
    end if;
    return not v_identity.columns <@ replaces_all.brought
        and (
            select bool_and(k.is_surrogate)
            from tabular_import_engine.identity_keys(replaces_all.table_id) as k
            where k.columns <@ v_identity.columns and v_identity.columns <@ k.columns);
end;
$$;

comment on function tabular_import_engine.replaces_all(oid, text[], jsonb) is
'Whether mode replace deletes all rows and inserts those of the file, as there is no key by which they could be found: '
'the table has none, or only one that the database makes and that the file does not have. brought: the columns that '
'the file brings; options: the job''s.';
