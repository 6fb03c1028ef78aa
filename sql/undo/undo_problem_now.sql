create or replace function tabular_import_engine.undo_problem_now(
    table_id oid, key_columns text[], actions text[], changed text[], out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text := tabular_import_engine.table_path(undo_problem_now.table_id);
    v_rights text[];
begin
    if v_path is null then
        message := 'The table of the rows is no longer there';
        hint := 'There is nothing to put back.';
    elsif array_position(undo_problem_now.key_columns, null) is not null
        or not exists (
            select
            from tabular_import_engine.key_indexes(undo_problem_now.table_id, undo_problem_now.key_columns) as k
            where k.numbers is not null
        ) then
        message := format('The rows of %s cannot be found again: the key by which they were is gone', v_path);
        hint := 'The rows have to be put back by hand.';
    elsif row_security_active(undo_problem_now.table_id) then
        message := format('Row security may keep you from seeing the rows of %s', v_path);
        hint := 'Let a role for which row security does not hold, such as the owner of the table, undo the job.';
    else
        v_rights := array(
            select r.name
            from (
                values
                ('select', has_table_privilege(undo_problem_now.table_id, 'select')),
                ('delete', has_table_privilege(undo_problem_now.table_id, 'delete')
                    or 'insert' <> all(undo_problem_now.actions)),
                ('insert', has_table_privilege(undo_problem_now.table_id, 'insert')
                    or 'delete' <> all(undo_problem_now.actions)),
                ('update', not exists (
                    select
                    from unnest(undo_problem_now.changed) as c (name)
                    where not has_column_privilege(undo_problem_now.table_id, c.name, 'update'))
                    and (
                        'insert' <> all(undo_problem_now.actions)
                        -- To lock what would take other rows with it.
                        or has_any_column_privilege(undo_problem_now.table_id, 'update')
                        or not exists (
                            select from tabular_import_engine.referring_constraints(undo_problem_now.table_id) as r
                            where r.is_silent)))
            ) as r (name, has)
            where not r.has);
        if v_rights <> '{}' then
            message := format('Permission denied for table: %s', v_path);
            hint := format(
                'To put the rows back takes more rights. The owner of the table has to call: grant %s on %s to %I;',
                array_to_string(v_rights, ', '), v_path, current_user);
        end if;
    end if;
end;
$$;

comment on function tabular_import_engine.undo_problem_now(oid, text[], text[], text[]) is
'Why the current user cannot put back rows of a table, as a sentence with a hint; NULL when he can. key_columns: NULL '
'for those that are dropped; actions: what the job did with rows; changed: the columns that are to be set.';
