create or replace function tabular_import_private.set_import_approval(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, approvers text[],
    must_hold boolean, may_submitter_release boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 100;
    v_caller regrole := tabular_import_private.caller(set_import_approval.called_by);
    v_table oid := set_import_approval.table_id;
    v_owner oid;
    v_unknown text;
begin
    -- A table that is gone can still lose what was said of it, by the name that view import_approval shows.
    if v_table is null and set_import_approval.approvers is null then
        v_table := (
            select a.table_id from tabular_import_private.import_approval as a
            where a.table_path = set_import_approval.table_name
                and not exists (select from pg_class as c where c.oid = a.table_id)
            limit 1);
    end if;
    if v_table is null then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            format('There is no table %s.', quote_nullable(left(set_import_approval.table_name, 1000))),
            hint => 'Name it as in SQL.');
    end if;
    v_owner := (select c.relowner from pg_class as c where c.oid = v_table);
    if not tabular_import_private.is_admin(v_caller) and not coalesce(pg_has_role(v_caller, v_owner, 'usage'), false)
    then
        perform tabular_import_engine.raise_error(
            'not_permitted', 'Only the owner of a table and administrators say who releases imports into it.');
    end if;
    if set_import_approval.approvers is null then
        delete from tabular_import_private.import_approval as a where a.table_id = v_table;
        return;
    end if;
    v_unknown := (
        select n.name
        from unnest(set_import_approval.approvers) as n (name)
        where not exists (select from pg_roles as r where r.rolname = n.name)
        limit 1);
    if v_unknown is not null or array_position(set_import_approval.approvers, null) is not null then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There is no role %s.', quote_nullable(left(v_unknown, 100))),
            hint => 'Name roles of this server, without quotes.');
    elsif cardinality(set_import_approval.approvers) > c_most then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There may be %s approvers at most.', c_most),
            hint => 'Name a role of which they are members.');
    elsif set_import_approval.must_hold is null or set_import_approval.may_submitter_release is null then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'must_hold and may_submitter_release are true or false.');
    elsif cardinality(set_import_approval.approvers) = 0 and not set_import_approval.may_submitter_release then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'Nobody but administrators could release an import into the table.',
            hint => 'Name at least one role, or let may_submitter_release be true.');
    end if;
    insert into tabular_import_private.import_approval (
        table_id, table_path, approvers, approver_names, must_hold, may_submitter_release, set_by, set_at)
    select
        v_table, tabular_import_engine.table_path(v_table), coalesce(array_agg(r.oid order by r.rolname), '{}'),
        coalesce(array_agg(r.rolname::text order by r.rolname), '{}'), set_import_approval.must_hold,
        set_import_approval.may_submitter_release, set_import_approval.called_by, tabular_import_private.clock()
    from pg_roles as r
    where r.rolname = any(set_import_approval.approvers)
    on conflict on constraint import_approval_pkey do update
    set table_path = excluded.table_path,
        approvers = excluded.approvers,
        approver_names = excluded.approver_names,
        must_hold = excluded.must_hold,
        may_submitter_release = excluded.may_submitter_release,
        set_by = excluded.set_by,
        set_at = excluded.set_at;
end;
$$;

comment on function tabular_import_private.set_import_approval(
    tabular_import_private.calling_role, text, oid, text[], boolean, boolean
) is
'See tabular_import.set_import_approval. called_by: the role that calls it; table_id: what the name means to it.';
