create or replace function tabular_import_private.find_approvals_again()
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Compared with what table_path gave.
set quote_all_identifiers = off
as $$
declare
    v_approvals tabular_import_private.import_approval[] := array(
        select a from tabular_import_private.import_approval as a
        -- Of two tables that have had one name, what was said last is of the one that has it.
        where not exists (
            select from tabular_import_private.import_approval as l
            where l.table_path = a.table_path and (l.set_at, l.table_id) > (a.set_at, a.table_id)));
begin
    -- A number of before may be that of another table by now, which has a line of its own.
    delete from tabular_import_private.import_approval;
    insert into tabular_import_private.import_approval
    select (jsonb_populate_record(a, jsonb_build_object('table_id', c.oid))).*
    from unnest(v_approvals) as a
    inner join pg_class as c on c.oid = to_regclass(a.table_path);
end;
$$;

comment on function tabular_import_private.find_approvals_again() is
'Gives what is said of tables by set_import_approval the numbers that these have in a restored database.';
