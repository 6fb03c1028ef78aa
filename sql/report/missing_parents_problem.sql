create or replace function tabular_import_engine.missing_parents_problem(
    table_id oid, role_id oid, link jsonb, options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := missing_parents_problem.link ->> 'name';
    v_table_id oid := (missing_parents_problem.link ->> 'table')::oid;
    v_table text := tabular_import_engine.table_path(v_table_id);
    v_keys text[];
    v_constants text[] := array(
        select k.name from jsonb_object_keys(coalesce(missing_parents_problem.link -> 'constants', '{}')) as k (name)
        order by 1);
    v_columns text[];
    v_wrong text[];
    v_own text[] := array(
        select c.name from jsonb_array_elements_text(missing_parents_problem.link -> 'columns') as c (name));
    v_as_error text := jsonb_build_object('links', jsonb_build_object(v_name, '{"on_missing": "error"}'::jsonb));
begin
    if missing_parents_problem.link ->> 'on_missing' = 'null' then
        select array_agg(c.column_name) filter (where c.is_required),
            array_agg(c.column_name) filter (where c.has_default)
        into v_wrong, v_columns
        from tabular_import_engine.target_columns(missing_parents_problem.table_id) as c
        where c.column_name = any(v_own);
        if v_wrong is not null then
            message := format(
                'Link %s cannot become NULL: %s must have a value', v_name, tabular_import_engine.name_list(v_wrong));
            hint := format('Set on_missing to error, as in %s, or to create.', v_as_error);
        elsif v_columns is not null
            and coalesce((missing_parents_problem.options ->> 'use_defaults')::boolean, false) then
            message := format(
                'Link %s cannot become NULL: by option use_defaults, %s takes its default instead', v_name,
                tabular_import_engine.name_list(v_columns));
            hint := format('Set use_defaults to false, or on_missing to error, as in %s.', v_as_error);
        elsif missing_parents_problem.options ->> 'if_blank' = 'keep' then
            message := format(
                'Link %s cannot become NULL: by option if_blank, %s keeps its value instead', v_name,
                tabular_import_engine.name_list(v_own));
            hint := format('Set if_blank to null, or on_missing to error, as in %s.', v_as_error);
        elsif v_columns is not null and missing_parents_problem.options ->> 'if_blank' = 'default' then
            message := format(
                'Link %s cannot become NULL: by option if_blank, %s takes its default instead', v_name,
                tabular_import_engine.name_list(v_columns));
            hint := format('Set if_blank to null, or on_missing to error, as in %s.', v_as_error);
        end if;
        return;
    elsif missing_parents_problem.link ->> 'on_missing' is distinct from 'create' then
        return;
    end if;

    v_keys := array(
        select p.column_name from tabular_import_engine.parent_columns(missing_parents_problem.link) as p);
    v_columns := array(
        select c.column_name from tabular_import_engine.target_columns(v_table_id) as c where c.is_writable);
    if tabular_import_engine.is_policed(v_table_id, missing_parents_problem.role_id) then
        message := format(
            'Link %s cannot create rows of %s: its policies may hide rows that are there', v_name, v_table);
        hint := format('Import the rows of %s first, and set on_missing to error, as in %s.', v_table, v_as_error);
        return;
    end if;
    if exists (
        select from pg_rewrite as r where r.ev_class = v_table_id and r.ev_type in ('2', '3')
    ) then
        message := format('Link %s cannot create rows of %s: the table has a rule for inserts', v_name, v_table);
        hint := format('Import the rows of %s first, and set on_missing to error, as in %s.', v_table, v_as_error);
        return;
    end if;
    v_wrong := array(
        select c.column_name
        from tabular_import_engine.target_columns(v_table_id) as c
        where c.column_name = any(v_keys) and (not c.is_writable or c.is_made_by_database));
    if v_wrong <> '{}' then
        message := format(
            'Link %s cannot create rows of %s: the database makes %s', v_name, v_table,
            tabular_import_engine.name_list(v_wrong));
        hint := format(
            'Name the rows of %s by another key, or set on_missing to error, as in %s.', v_table, v_as_error);
        return;
    end if;
    v_wrong := array(select k.name from unnest(v_constants) as k (name) where k.name <> all(v_columns));
    if v_wrong <> '{}' then
        message := format(
            'Option links.%s.constants names %s not in table %s, or cannot be filled: %s', v_name,
            case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end, v_table,
            tabular_import_engine.name_list(v_wrong));
        hint := concat_ws(
            ' ', tabular_import_engine.nearest_hint(v_wrong, v_columns),
            format('The columns are: %s.', tabular_import_engine.name_list(v_columns)));
        return;
    end if;
    v_wrong := array(select k.name from unnest(v_constants) as k (name) where k.name = any(v_keys));
    if v_wrong <> '{}' then
        message := format(
            'Option links.%s.constants has a value for what the link brings as well: %s', v_name,
            tabular_import_engine.name_list(v_wrong));
        hint := 'Take it out: the file says what the key is.';
        return;
    end if;
    v_wrong := array(
        select c.column_name
        from tabular_import_engine.target_columns(v_table_id) as c
        where c.is_writable and c.is_required and not c.has_default and c.column_name <> all(v_keys || v_constants)
        order by c.column_number);
    if v_wrong <> '{}' then
        message := format(
            'Link %s cannot create rows of %s: nothing gives a value for %s', v_name, v_table,
            tabular_import_engine.name_list(v_wrong));
        hint := format(
            'Give a value for all rows that are created in option links, as in %s.',
            jsonb_build_object('links', jsonb_build_object(v_name, jsonb_build_object(
                'on_missing', 'create',
                'constants', (select jsonb_object_agg(n.name, 'unknown') from unnest(v_wrong[:10]) as n (name))))));
        return;
    end if;
    v_wrong := array(
        select n.name
        from unnest(v_keys || v_constants) as n (name)
        where not has_column_privilege(missing_parents_problem.role_id, v_table_id, n.name, 'insert')
        order by n.name collate "C");
    if v_wrong <> '{}' then
        message := format(
            'Permission denied for link %s: it cannot create rows of table %s', v_name, v_table);
        hint := format(
            'Set on_missing to error, or the owner of the table has to call: grant insert (%s) on %s to %I;',
            (select string_agg(quote_ident(n.name), ', ') from unnest(v_wrong) as n (name)), v_table,
            pg_get_userbyid(missing_parents_problem.role_id));
    end if;
end;
$$;

comment on function tabular_import_engine.missing_parents_problem(oid, oid, jsonb, jsonb) is
'What stands against what option links says of rows that are missing, as a sentence with a hint; NULL when nothing '
'does. role_id: who imports; link: one of header_links; options: the job''s.';
