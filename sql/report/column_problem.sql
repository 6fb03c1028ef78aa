create or replace function tabular_import_engine.column_problem(
    table_id oid, header text[], options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_matches jsonb := (
        select coalesce(jsonb_agg(to_jsonb(m) order by m.place), '[]')
        from tabular_import_engine.match_header(
            column_problem.table_id, column_problem.header, column_problem.options) as m
        where m.column_name is not null or m.entry is not null or m.candidates is not null);
    v_columns text[] := array(
        select c.column_name from tabular_import_engine.target_columns(column_problem.table_id) as c
        where c.is_writable);
    v_entries text[];
    v_wrong text[];
    v_constants text[] := case
        when column_problem.options ? 'constants' then
            array(select k.name from jsonb_object_keys(column_problem.options -> 'constants') as k (name) order by 1)
        else '{}'
    end;
    v_first record;
begin
    if column_problem.options ? 'columns' then
        -- What a file does not have may be misspelt, and another column be taken for what is meant.
        v_entries := array(
            select m.entry from jsonb_to_recordset(v_matches) as m (entry text)
            where m.entry is not null);
        v_wrong := array(
            select k.name from jsonb_object_keys(column_problem.options -> 'columns') as k (name)
            where k.name <> all(v_entries)
            order by k.name collate "C");
        if v_wrong <> '{}' then
            message := format(
                'Option columns names %s not in the file: %s',
                case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end,
                tabular_import_engine.name_list(v_wrong));
            hint := concat_ws(
                ' ', tabular_import_engine.nearest_hint(v_wrong, column_problem.header),
                format('The columns of the file are: %s.', tabular_import_engine.name_list(column_problem.header)));
            return;
        end if;
        v_wrong := array(
            select m.column_name
            from jsonb_to_recordset(v_matches) as m (column_name text, step text)
            where m.step = 'columns' and m.column_name not in (
                select c.column_name from tabular_import_engine.target_columns(column_problem.table_id) as c)
            group by m.column_name
            order by m.column_name collate "C");
        if v_wrong <> '{}' then
            message := format(
                'Option columns names %s not in the table: %s',
                case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end,
                tabular_import_engine.name_list(v_wrong));
            hint := concat_ws(
                ' ', tabular_import_engine.nearest_hint(v_wrong, v_columns),
                format('The columns of the table are: %s.', tabular_import_engine.name_list(v_columns)));
            return;
        end if;
    end if;

    select
        string_agg(format(
            '%s are %s for column %s', array_to_string(t.shown[:cardinality(t.shown) - 1], ', ')
            || ' and ' || t.shown[cardinality(t.shown)],
            case when cardinality(t.shown) = 2 then 'both' else 'all' end, t.column_name
        ), '; ' order by t.place) as problem,
        (array_agg(
            jsonb_build_object(
                'columns', jsonb_build_object(t.names[1], t.column_name, t.names[2], null))
            order by t.place))[1] as example
    into v_first
    from (
        select
            g.column_name,
            min(g.place) as place,
            array_agg(g.name order by g.place) as names,
            array_agg(format('"%s"', tabular_import_engine.shown_name(g.name)) order by g.place) as shown
        from (
            select
                m.place,
                m.name,
                coalesce(m.column_name, case when jsonb_array_length(m.candidates) = 1 then m.candidates ->> 0 end)
                    as column_name
            from jsonb_to_recordset(v_matches) as m (
                place bigint, name text, column_name text, candidates jsonb, link jsonb)
            -- See link_header_problem.
            where m.link is null
        ) as g
        where g.column_name is not null
        group by g.column_name
        having count(distinct g.name) > 1
        order by place
        limit 10
    ) as t;
    if v_first.problem is not null then
        message := v_first.problem;
        hint := format('Say in option columns which one is meant, and leave the other out, as in %s.', v_first.example);
        return;
    end if;

    -- The table has a place for it, though nobody knows which.
    if column_problem.options ->> 'extra_columns' = 'ignore' then
        select m.name, m.candidates into v_first
        from jsonb_to_recordset(v_matches) as m (place bigint, name text, column_name text, candidates text[])
        where m.column_name is null and cardinality(m.candidates) > 1
        order by m.place
        limit 1;
        if found then
            message := format(
                '"%s" may be for each of the columns %s', tabular_import_engine.shown_name(v_first.name),
                tabular_import_engine.name_list(v_first.candidates));
            hint := format(
                'Say in option columns which one is meant, or leave it out, as in %s or %s.',
                jsonb_build_object('columns', jsonb_build_object(v_first.name, v_first.candidates[1])),
                jsonb_build_object('columns', jsonb_build_object(v_first.name, null)));
            return;
        end if;
    end if;

    v_wrong := array(select k.name from unnest(v_constants) as k (name) where k.name <> all(v_columns));
    if v_wrong <> '{}' then
        message := format(
            'Option constants names %s not in the table, or cannot be filled: %s',
            case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end,
            tabular_import_engine.name_list(v_wrong));
        hint := concat_ws(
            ' ', tabular_import_engine.nearest_hint(v_wrong, v_columns),
            format('The columns are: %s.', tabular_import_engine.name_list(v_columns)));
        return;
    end if;
    v_wrong := array(
        select m.column_name
        from jsonb_to_recordset(v_matches) as m (place bigint, column_name text)
        where m.column_name = any(v_constants)
        order by m.place);
    if v_wrong <> '{}' then
        message := 'Option constants has a value for what the file brings as well: '
            || tabular_import_engine.name_list(v_wrong);
        hint := format(
            'Take it out of option constants, or leave the column of the file out, as in %s.',
            jsonb_build_object('columns', jsonb_build_object((
                select m.name
                from jsonb_to_recordset(v_matches) as m (place bigint, name text, column_name text)
                where m.column_name = any(v_constants)
                order by m.place
                limit 1), null)));
    end if;
end;
$$;

comment on function tabular_import_engine.column_problem(oid, text[], jsonb) is
'What is wrong with options columns and constants for a file''s header and a table, and headers of which several may '
'mean one column, or one that is not to be left out several, as a sentence with a hint; NULL when nothing is.';
