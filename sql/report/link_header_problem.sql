create or replace function tabular_import_engine.link_header_problem(
    table_id oid, header text[], role_id oid, options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- To plan takes longer than to run it.
set plan_cache_mode = force_generic_plan
as $$
declare
    -- PostgreSQL's limit for what a query selects, less what the staged rows have of their own.
    c_most_looked_up constant integer := 1650;
    v_is_folded boolean := link_header_problem.options ->> 'match_columns' is distinct from 'exact';
    v_matches jsonb;
    v_entries jsonb := '[]'::jsonb;
    v_link record;
    v_found record;
    v_names text[];
    v_list text[];
    v_problem jsonb;
    v_table_id oid;
    v_readings jsonb;
    v_looked_up integer := cardinality(link_header_problem.header);
begin
    v_matches := (
        select coalesce(jsonb_agg(to_jsonb(m) order by m.place), '[]')
        from tabular_import_engine.match_header(
            link_header_problem.table_id, link_header_problem.header, link_header_problem.options) as m
        where m.column_name is not null or m.link is not null);
    if not link_header_problem.options ? 'links' and not v_matches @? '$[*].link ? (@.type() != "null")' then
        return;
    end if;
    if link_header_problem.options ? 'links' then
        v_entries := (
            select coalesce(jsonb_agg(to_jsonb(e) order by e.key), '[]')
            from tabular_import_engine.link_entries(link_header_problem.table_id, link_header_problem.options) as e);
        v_list := array(
            select e.key from jsonb_to_recordset(v_entries) as e (key text, constraint_id oid)
            where e.constraint_id is null
            order by e.key collate "C");
        if v_list <> '{}' then
            v_names := array(
                select l.name from tabular_import_engine.target_links(link_header_problem.table_id) as l
                order by l.name);
            message := format(
                'Option links names what is no link of the table: %s', tabular_import_engine.name_list(v_list));
            hint := case
                when v_names = '{}' then 'The table refers to no other: take option links out.'
                else concat_ws(
                    ' ', tabular_import_engine.did_you_mean(v_list[1], v_names),
                    format('The links of the table are: %s.', tabular_import_engine.name_list(v_names)))
            end;
            return;
        end if;
        select array_agg(e.key order by e.key) into v_list
        from jsonb_to_recordset(v_entries) as e (key text, constraint_id oid)
        group by e.constraint_id
        having count(*) > 1
        limit 1;
        if v_list is not null then
            message := format(
                'Option links has several entries for one link: %s', tabular_import_engine.name_list(v_list));
            hint := 'Give all that is to be said of a link under one of its names.';
            return;
        end if;
        for v_link in
            select e.key, l.name, m.name as header, m.column_name
            from jsonb_to_recordset(v_entries) as e (key text, constraint_id oid)
            inner join tabular_import_engine.target_links(link_header_problem.table_id) as l
                on l.constraint_id = e.constraint_id
            inner join jsonb_to_recordset(v_matches) as m (place bigint, name text, column_name text, link jsonb)
                on m.column_name = any(l.columns) and m.link is null
            order by m.place
            limit 1
        loop
            message := format(
                'Option links names %s, but %s in the header has the stored values of %s',
                tabular_import_engine.shown_name(v_link.key), tabular_import_engine.shown_name(v_link.header),
                v_link.column_name);
            hint := format(
                'Stored values are not looked up: take %s out of option links, or, to name rows as people do, call the '
                'column %s.',
                tabular_import_engine.shown_name(v_link.key),
                case when v_link.name = v_link.column_name then v_link.name || '.code' else v_link.name end);
            return;
        end loop;
    end if;

    -- A name that may be several links.
    for v_found in
        select m.name, array(select l.link ->> 'title' from jsonb_array_elements(m.link) as l (link)) as titles,
            array(
                select format(
                    '%s (%s)', tabular_import_engine.shown_name(l.link ->> 'title'),
                    (select k.conname from pg_constraint as k where k.oid = (l.link ->> 'constraint')::oid))
                from jsonb_array_elements(m.link) as l (link)) as shown,
            m.link -> 0 -> 'columns' ->> 0 as column_name
        from jsonb_to_recordset(v_matches) as m (place bigint, name text, link jsonb)
        where jsonb_typeof(m.link) = 'array'
        order by m.place
        limit 1
    loop
        message := format(
            '"%s" may be for each of the links %s', tabular_import_engine.shown_name(v_found.name),
            array_to_string(v_found.shown, ', '));
        hint := format(
            'Begin the name with the column that refers to the other table, as in %s.code, or give the stored values '
            'in a column of that name.', v_found.column_name);
        return;
    end loop;

    -- One column from several places.
    for v_found in
        select
            g.column_name,
            array_agg(format('"%s"', tabular_import_engine.shown_name(g.name)) order by g.place) as shown,
            array_agg(g.name order by g.place) as names
        from (
            select
                c.name as column_name,
                m.name,
                m.place,
                coalesce(m.link ->> 'constraint', m.name) as source
            from jsonb_to_recordset(v_matches) as m (place bigint, name text, column_name text, link jsonb)
            cross join lateral (
                select m.column_name where m.link is null
                union all
                select e.name from jsonb_array_elements_text(m.link -> 'columns') as e (name)
            ) as c (name)
        ) as g
        group by g.column_name
        having count(distinct g.source) > 1 and bool_or(g.source ~ '^[0-9]+$')
        order by min(g.place)
        limit 1
    loop
        message := format(
            '%s and %s are %s for column %s',
            array_to_string(v_found.shown[:cardinality(v_found.shown) - 1], ', '),
            v_found.shown[cardinality(v_found.shown)],
            case when cardinality(v_found.shown) = 2 then 'both' else 'all' end, v_found.column_name);
        hint := format(
            'Say in option columns which one is left out, as in %s.',
            jsonb_build_object('columns', jsonb_build_object(v_found.names[cardinality(v_found.names)], null)));
        return;
    end loop;

    -- Columns of the reference that no cell stands for are filled all the same.
    select
        array_agg(c.name order by m.place, c.name) filter (where not coalesce(t.is_writable, false)),
        array_agg(c.name order by m.place, c.name) filter (where link_header_problem.options -> 'constants' ? c.name)
    into v_list, v_names
    from jsonb_to_recordset(v_matches) as m (place bigint, link jsonb)
    cross join jsonb_array_elements_text(m.link -> 'columns') as c (name)
    left join tabular_import_engine.target_columns(link_header_problem.table_id) as t on t.column_name = c.name
    where jsonb_typeof(m.link) = 'object';
    if v_list is not null then
        message := format('%s is made by the database: no link can fill it', v_list[1]);
        hint := 'Leave the link out of the file.';
        return;
    elsif v_names is not null then
        message := 'Option constants has a value for what the file brings as well: ' || v_names[1];
        hint := 'Take it out of option constants, or leave the link out of the file.';
        return;
    end if;

    for v_link in
        select
            l.*,
            f.cells,
            e.entry,
            format('links.%s', e.key) as entry_path,
            f.cells @? '$[*].link ? (@.column == null && @.path.size() == 0)' as has_whole
        from tabular_import_engine.target_links(link_header_problem.table_id) as l
        inner join (
            select
                (m.link ->> 'constraint')::oid as constraint_id,
                min(m.place) as place,
                jsonb_agg(to_jsonb(m) order by m.place) as cells
            from jsonb_to_recordset(v_matches) as m (place bigint, name text, link jsonb)
            where jsonb_typeof(m.link) = 'object'
            group by 1
        ) as f on f.constraint_id = l.constraint_id
        left join jsonb_to_recordset(v_entries) as e (key text, entry jsonb, constraint_id oid)
            on e.constraint_id = l.constraint_id
        order by f.place
    loop
        v_readings := (
            select jsonb_agg(c.cell -> 'link' order by c.number)
            from jsonb_array_elements(v_link.cells) with ordinality as c (cell, number));
        v_problem := tabular_import_engine.link_key_problem(v_link.referred_table_id, v_readings);
        if v_problem ? 'twice' then
            message := format(
                'Link %s is given twice: %s', v_link.name,
                (
                    select string_agg(
                        format('"%s"', tabular_import_engine.shown_name(c.cell ->> 'name')), ', ' order by c.number)
                    from jsonb_array_elements(v_link.cells) with ordinality as c (cell, number)
                ));
            hint := format(
                'Give the link in one column, or each part of it once; leave the others out, as in %s.',
                jsonb_build_object('columns', jsonb_build_object(v_link.cells -> -1 ->> 'name', null)));
            return;
        end if;
        if v_link.entry ? 'by' then
            select array_agg(k.name order by k.number) filter (where r.reading is null),
                coalesce(jsonb_agg(r.reading order by k.number) filter (where r.reading is not null), '[]')
            into v_list, v_readings
            from jsonb_array_elements_text(v_link.entry -> 'by') with ordinality as k (name, number)
            cross join lateral tabular_import_engine.key_reading(
                v_link.referred_table_id, k.name, v_is_folded) as r (reading);
            if v_list is not null then
                v_names := array(
                    select c.column_name from tabular_import_engine.target_columns(v_link.referred_table_id) as c
                    union
                    select l.name from tabular_import_engine.target_links(v_link.referred_table_id) as l
                    order by 1);
                message := format(
                    'Option %s.by names what is not in table %s, or may be several of its columns: %s',
                    v_link.entry_path, tabular_import_engine.table_path(v_link.referred_table_id),
                    tabular_import_engine.name_list(v_list));
                hint := concat_ws(
                    ' ', tabular_import_engine.did_you_mean(v_list[1], v_names),
                    format('Its columns and links are: %s.', tabular_import_engine.name_list(v_names)));
                return;
            end if;
            v_problem := tabular_import_engine.link_key_problem(v_link.referred_table_id, v_readings);
            if v_problem ? 'twice' then
                message := format('Option %s.by has the same twice', v_link.entry_path);
                hint := 'Name each column once.';
                return;
            elsif v_problem is null and not v_link.has_whole then
                message := format(
                    'Option %s.by says how one column named %s is read, but the header has "%s"', v_link.entry_path,
                    v_link.name, tabular_import_engine.shown_name(v_link.cells -> 0 ->> 'name'));
                hint := format(
                    'The header itself says by what a row is named: take by out of option %s.', v_link.entry_path);
                return;
            end if;
        end if;
        if v_problem is not null then
            v_table_id := (v_problem ->> 'table')::oid;
            v_list := array(select jsonb_array_elements_text(v_problem -> 'given'));
            message := format(
                'Link %s is ambiguous: several rows of %s may have the same %s', v_link.name,
                tabular_import_engine.table_path(v_table_id), tabular_import_engine.name_list(v_list));
            hint := format(
                'What tells its rows apart is %s: name all columns of one of these, as in %s.',
                tabular_import_engine.key_list(v_table_id),
                tabular_import_engine.link_headers(
                    concat_ws(
                        '.', v_link.name,
                        nullif(tabular_import_engine.link_part_name(
                            jsonb_build_object('path', coalesce(v_problem -> 'path', '[]'))), '')),
                    v_table_id,
                    coalesce(
                        (tabular_import_engine.table_identity(v_table_id)).columns,
                        (
                            select k.columns from tabular_import_engine.identity_keys(v_table_id) as k
                            order by k.is_surrogate, k.may_be_null, k.columns
                            limit 1
                        ))));
            return;
        end if;
    end loop;

    -- Keys among which nothing says which is meant, and rights.
    for v_link in
        select l.*
        from jsonb_to_recordset(
            tabular_import_engine.header_links(
                link_header_problem.table_id, link_header_problem.header, link_header_problem.options)
        ) as l (name text, "table" oid, referred text[], columns text[], parts jsonb, unclear oid,
            on_missing text, constants jsonb, cells jsonb)
    loop
        -- Each part of a key, each cell that is divided into parts, and the row of the file that a link may name.
        v_looked_up := v_looked_up + jsonb_array_length(v_link.parts)
            + (select count(*) from jsonb_array_elements(v_link.cells) as c (cell)
                where jsonb_array_length(c.cell -> 'parts') > 1)::integer
            + case when v_link."table" = link_header_problem.table_id then 2 else 0 end;
        if v_link.unclear is not null then
            v_problem := (tabular_import_engine.table_identity(v_link.unclear)).candidates;
            message := format(
                'Table %s has several keys: %s', tabular_import_engine.table_path(v_link.unclear),
                (
                    select string_agg(
                        format('(%s)', tabular_import_engine.name_list(array(select jsonb_array_elements_text(k.key)))),
                        ', ' order by k.number)
                    from jsonb_array_elements(v_problem) with ordinality as k (key, number)
                ));
            hint := case
                when v_link.unclear = v_link."table" then format(
                    'Say by which one its rows are named: %s in the header, or option %s.',
                    tabular_import_engine.link_headers(
                        v_link.name, v_link.unclear, array(select jsonb_array_elements_text(v_problem -> 0))),
                    jsonb_build_object(
                        'links', jsonb_build_object(v_link.name, jsonb_build_object('by', v_problem -> 0))))
                else format(
                    'Say in option links under by with what %s is named, or give each part a column of its own, as in '
                    'header %s.PART.', v_link.name, v_link.name)
            end;
            -- The whole way in words, where the table is the next one.
            v_list := array(
                select concat_ws('.', coalesce(l.name, c.name), k.name)
                from unnest((tabular_import_engine.table_identity(v_link."table")).columns)
                    with ordinality as c (name, number)
                left join lateral (
                    select t.name, t.columns, t.referred_table_id
                    from tabular_import_engine.target_links(v_link."table") as t
                    where c.name = any(t.columns)
                    order by t.referred_table_id = v_link.unclear desc, t.name
                    limit 1
                ) as l on true
                left join lateral jsonb_array_elements_text(v_problem -> 0) with ordinality as k (name, number)
                    on l.referred_table_id = v_link.unclear
                where l.name is null or c.name = l.columns[1]
                order by c.number, k.number);
            if v_link.unclear <> v_link."table" and exists (
                select from tabular_import_engine.target_links(v_link."table") as t
                where t.referred_table_id = v_link.unclear
                    and t.columns <@ (tabular_import_engine.table_identity(v_link."table")).columns
            ) then
                hint := format(
                    'Say by which one: option %s, or a header of a column for each of these parts, such as %s.%s.',
                    jsonb_build_object('links', jsonb_build_object(v_link.name, jsonb_build_object('by', v_list))),
                    v_link.name, v_list[1]);
            end if;
            return;
        elsif jsonb_array_length(v_link.parts) = 0 then
            message := format(
                'Table %s has no key by which link %s could name its rows',
                tabular_import_engine.table_path(v_link."table"), v_link.name);
            hint := format(
                'Give the stored values in %s.', tabular_import_engine.name_list(v_link.columns));
            return;
        end if;
        select p.message, p.hint into message, hint
        from tabular_import_engine.link_rights_problem(link_header_problem.role_id, to_jsonb(v_link)) as p;
        if message is null then
            select p.message, p.hint into message, hint
            from tabular_import_engine.missing_parents_problem(
                link_header_problem.table_id, link_header_problem.role_id, to_jsonb(v_link),
                link_header_problem.options) as p;
        end if;
        if message is not null then
            return;
        end if;
    end loop;
    if v_looked_up > c_most_looked_up then
        message := format(
            'The columns of the file and the parts of its links are %s; at most %s can be looked up at a time',
            v_looked_up, c_most_looked_up);
        hint := 'Import it in parts with fewer columns, or give the stored values of some links.';
    end if;
end;
$$;

comment on function tabular_import_engine.link_header_problem(oid, text[], oid, jsonb) is
'What is wrong with the links of a file''s header and with option links, as a sentence with a hint; NULL when nothing '
'is. role_id: who imports and must be allowed to read what the links are looked up by; options: the job''s.';
