create or replace function tabular_import_engine.undo_problem(
    table_id oid, role_id oid, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem record := tabular_import_engine.row_keys_problem(undo_problem.table_id, undo_problem.role_id, 'undo');
begin
    message := v_problem.message;
    hint := v_problem.hint;
    if message is not null then
        return;
    elsif not has_table_privilege(undo_problem.role_id, undo_problem.table_id, 'select') then
        message := format(
            'Permission denied for table: %s', tabular_import_engine.table_path(undo_problem.table_id));
        hint := format(
            'Option undo reads whole rows, to put them back and to tell whether they were changed since. The owner of '
            'the table has to call: grant select on %s to %I;',
            tabular_import_engine.table_path(undo_problem.table_id), pg_get_userbyid(undo_problem.role_id));
    elsif exists (
        select
        from (
            select undo_problem.table_id
            union
            select p.relid from pg_partition_tree(undo_problem.table_id) as p
        ) as r (table_id)
        inner join pg_class as c on c.oid = r.table_id
        left join pg_am as m on m.oid = c.relam
        where c.relkind not in ('r', 'p') or m.amname <> 'heap'
    ) then
        message := 'Option undo is not possible: rows of foreign tables, or of tables that are not stored as '
            'PostgreSQL does, do not tell whether they were changed since';
        hint := 'Leave it out.';
    end if;
end;
$$;

comment on function tabular_import_engine.undo_problem(oid, oid) is
'Why option undo is not possible for a table, as a sentence with a hint; NULL when it is. role_id: who imports.';
