create or replace function tabular_import_engine.merge_problem(
    table_id oid, brought text[], role_id oid, options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_mode text := merge_problem.options ->> 'mode';
    v_path text := tabular_import_engine.table_path(merge_problem.table_id);
    v_kind "char" := (select c.relkind from pg_class as c where c.oid = merge_problem.table_id);
    v_key record;
    v_lacking text[];
    v_right record;
begin
    if v_kind not in ('r', 'p') then
        message := format(
            'Rows cannot be merged into %s, which is a %s', v_path,
            case v_kind when 'v' then 'view' else 'foreign table' end);
        hint := format('Option mode %s is for tables: leave it out, or import into the table behind it.', v_mode);
        return;
    end if;
    if exists (
        select from pg_rewrite as r
        where r.ev_class = merge_problem.table_id and r.ev_type in ('2', '3', '4')
    ) then
        message := format('Rows cannot be merged into %s, which has rules', v_path);
        hint := 'A rule may put anything in the place of a statement: leave out option mode, or let the owner drop the '
            'rules.';
        return;
    end if;
    select k.columns, k.message, k.hint into v_key
    from tabular_import_engine.merge_key(merge_problem.table_id, merge_problem.options) as k;
    if tabular_import_engine.replaces_all(
        merge_problem.table_id, merge_problem.brought, merge_problem.options) then
        v_key.columns := '{}';
    elsif v_key.message is not null then
        message := v_key.message;
        hint := v_key.hint;
        return;
    end if;
    v_lacking := array(
        select k.name from unnest(v_key.columns) with ordinality as k (name, n)
        where k.name <> all(merge_problem.brought)
        order by k.n);
    if v_lacking <> '{}' then
        message := format(
            'The file does not have the key by which rows of the table are found: %s',
            tabular_import_engine.name_list(v_lacking));
        hint := concat_ws(
            ' ', 'Add it to the file',
            'or name another key of the table that the file has in option key: '
            || (
                select string_agg(format('(%s)', array_to_string(k.columns, ', ')), ', ' order by k.columns)
                from tabular_import_engine.identity_keys(merge_problem.table_id) as k
                where k.columns <@ merge_problem.brought
            )) || '.';
        return;
    end if;
    v_lacking := array(
        select s.name from jsonb_object_keys(coalesce(merge_problem.options -> 'scope', '{}')) as s (name)
        where s.name <> all(merge_problem.brought)
        order by s.name collate "C");
    if v_lacking <> '{}' then
        message := format(
            'Option scope names %s that the file does not bring: %s',
            case when cardinality(v_lacking) = 1 then 'a column' else 'columns' end,
            tabular_import_engine.name_list(v_lacking));
        hint := concat_ws(
            ' ',
            tabular_import_engine.nearest_hint(v_lacking, merge_problem.brought),
            'Each row has to say that it lies in the scope: name a column of the table that the file has, or give the '
            'value in option constants as well.');
        return;
    end if;
    if tabular_import_engine.deletes_rows(merge_problem.options)
        and not has_table_privilege(merge_problem.role_id, merge_problem.table_id, 'delete') then
        message := format('Permission denied to delete from table: %s', v_path);
        hint := format(
            'Option mode %s needs it. The owner of the table has to call: grant delete on %s to %I;', v_mode, v_path,
            pg_get_userbyid(merge_problem.role_id));
        return;
    end if;
    select
        r.name as right_name,
        string_agg(format('%I', r.column_name), ', ' order by r.column_name collate "C") as columns
    into v_right
    from (
        select 'select' as name, b.name as column_name, 1 as place
        from unnest(merge_problem.brought) as b (name)
        where v_mode <> 'skip_existing' or b.name = any(v_key.columns)
        union all
        select 'update', b.name, 2
        from unnest(merge_problem.brought) as b (name)
        where v_mode <> 'skip_existing' and b.name <> all(v_key.columns)
    ) as r
    where not has_column_privilege(merge_problem.role_id, merge_problem.table_id, r.column_name, r.name)
    group by r.name, r.place
    order by r.place
    limit 1;
    if v_right.right_name is not null then
        message := format('Permission denied to %s columns: %s', v_right.right_name, v_right.columns);
        hint := format(
            'Option mode %s needs it. Leave them out of the file, or the owner of the table has to call: '
            'grant %s (%s) on %s to %I;',
            v_mode, v_right.right_name, v_right.columns, v_path, pg_get_userbyid(merge_problem.role_id));
    end if;
end;
$$;

comment on function tabular_import_engine.merge_problem(oid, text[], oid, jsonb) is
'What keeps the rows of a file from being merged into those of a table, as a sentence with a hint; NULL when nothing '
'does. brought: the columns that the file brings; role_id: whose rights count; options: the job''s, with a mode.';
