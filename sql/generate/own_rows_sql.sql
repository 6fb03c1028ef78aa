-- For the mother of a person, by code, in a file that brings codes and no ids:
--
--     left join (
--         select q.k1, min(q."s.row") as number
--         from (
--             select t1."s.row", t1.code as k1
--             from (select s.row_number as "s.row", s.c1 as code from (the file's rows) as s offset 0) as t1
--         ) as q
--         where row(q.k1) is not null
--         group by q.k1
--     ) as f1 on f1.k1 = s.k1_1
create or replace function tabular_import_engine.own_rows_sql(
    plan tabular_import_engine.import_plan, link jsonb, number bigint, drawn_column text, drawn text,
    out joins text, out referred text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns text;
    v_is_whole boolean;
    v_own text;
    v_parts record;
    v_values text;
begin
    -- What names a row of the file must be in the file.
    select
        string_agg(
            format(
                ', %s as %I',
                tabular_import_engine.collated_sql(
                    tabular_import_engine.key_value_sql(
                        a.atttypid, a.atttypmod, tabular_import_engine.found_cell_sql(plan.rules, h.position),
                        plan.search_path),
                    a.attcollation),
                a.attname), ''),
        bool_and(h.position is not null)
    into v_columns, v_is_whole
    from (
        select p.part ->> 'column' as name
        from jsonb_array_elements(own_rows_sql.link -> 'parts') as p (part)
        where p.part -> 'path' = '[]'
        union
        select a.attname::text
        from jsonb_array_elements(own_rows_sql.link -> 'parts') as p (part)
        inner join pg_constraint as k on k.oid = (p.part -> 'path' ->> 0)::oid
        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    ) as c
    inner join pg_attribute as a on a.attrelid = plan.table_id and a.attname = c.name and a.attnum > 0
    left join unnest(plan.header) with ordinality as h (name, position) on h.name = c.name;
    if v_is_whole is not true then
        return;
    end if;
    v_own := format(
        '(select s.row_number as "s.row"%s from %s as s where s.read_error is null offset 0)', v_columns, plan.staging);

    select
        string_agg(format('%s.%I as k%s', p.table_name, p.column_name, p.part), ', ' order by p.part) as keys,
        array_to_string(tabular_import_engine.numbered('q.k', count(*)::integer), ', ') as numbered_keys,
        tabular_import_engine.comparison_sql(
            array_agg(p.equality order by p.part),
            array_agg(format('f%s.k%s', own_rows_sql.number, p.part) order by p.part),
            array_agg(
                tabular_import_engine.collated_sql(
                    format('s.k%s_%s', own_rows_sql.number, p.part), p.collation_id)
                order by p.part)) as is_named,
        string_agg(format('row(q.k%s) is not null', p.part), ' and ' order by p.part) as is_complete
    into v_parts
    from tabular_import_engine.link_parts(
        jsonb_build_object('links', jsonb_build_array(own_rows_sql.link))) as p;
    joins := tabular_import_engine.fill(
        $sql$
left join (
    select {numbered_keys}, pg_catalog.min(q."s.row") as number
    from (
        select t1."s.row", {keys}
        from {tables}
    ) as q
    where {is_complete}
    group by {numbered_keys}
) as f{number} on {is_named}$sql$,
        'numbered_keys', v_parts.numbered_keys,
        'keys', v_parts.keys,
        'tables', tabular_import_engine.link_tables_sql(own_rows_sql.link, v_own),
        'is_complete', v_parts.is_complete,
        'number', own_rows_sql.number::text,
        'is_named', v_parts.is_named);

    -- What the row has in the referred columns: as the file brings it, or a number drawn for it.
    select
        array_agg(
            case
                when h.position is not null then format('g%s.v%s', own_rows_sql.number, r.nth)
                when r.name = own_rows_sql.drawn_column
                    then format(
                        '(%s)::pg_catalog.text',
                        format(own_rows_sql.drawn, format('f%s.number', own_rows_sql.number)))
            end
            order by r.nth),
        string_agg(
            format(
                ', (%s)::pg_catalog.text as v%s',
                tabular_import_engine.key_value_sql(
                    a.atttypid, a.atttypmod, tabular_import_engine.found_cell_sql(plan.rules, h.position),
                    plan.search_path),
                r.nth), '' order by r.nth) filter (where h.position is not null)
    into referred, v_values
    from jsonb_array_elements_text(own_rows_sql.link -> 'referred') with ordinality as r (name, nth)
    inner join pg_attribute as a on a.attrelid = plan.table_id and a.attname = r.name and a.attnum > 0
    left join unnest(plan.header) with ordinality as h (name, position) on h.name = r.name;
    if v_values is not null then
        joins := joins || tabular_import_engine.fill(
            $sql$
left join (
    select s.row_number as number{values}
    from {staging} as s
    where s.read_error is null
    offset 0
) as g{number} on g{number}.number operator(pg_catalog.=) f{number}.number$sql$,
            'values', v_values,
            'staging', plan.staging,
            'number', own_rows_sql.number::text);
    end if;
    if array_position(referred, null) is not null then
        referred := null;
    end if;
end;
$$;

comment on function tabular_import_engine.own_rows_sql(
    tabular_import_engine.import_plan, jsonb, bigint, text, text
) is
'For a link to the target itself: joins, which find the first row of the file that it names, f1.number for the link 1, '
'NULL where the file does not bring what names its rows; and referred, what that row will have in the referred columns '
'as SQL of type text, NULL while nothing is drawn for it. plan: the rows of the file without links to itself; number: '
'the link''s; drawn_column, drawn: see with_links.';
