-- In short, for a link to trunk in column 1 of the file:
--
--     select s.row_number, s.line_number, s.read_error,
--         case when l1.v1 is not null then l1.v1::text when s.c1 = '' then '' else marker || s.c1 end as c1, s.c2,
--         array[s.c1] as raw, s.ctid
--     from (
--         select s.*, (s.c1 as an integer, NULL where it is none) as k1_1
--         from (staged rows) as s
--         offset 0
--     ) as s
--     left join (select t1.id as v1, t1.code as k1 from only trunk as t1) as l1 on l1.k1 = s.k1_1
--     offset 0
create or replace function tabular_import_engine.with_links(
    plan tabular_import_engine.import_plan, drawn_column text default null, drawn text default null
)
returns tabular_import_engine.import_plan
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := with_links.plan;
    v_first tabular_import_engine.import_plan;
    v_others jsonb;
    v_staged text[];
    v_file_rules jsonb[];
    v_cells text[];
    v_raw_cells text[];
    v_list text[] := '{}';
    v_raw text[] := '{}';
    v_rules jsonb[] := '{}';
    v_parts text := tabular_import_engine.link_parts_sql(plan.options);
    v_joins text := tabular_import_engine.link_joins_sql(plan.options);
    v_own jsonb := '{}'::jsonb;
    v_own_numbers text[] := '{}';
    v_link record;
    v_column record;
begin
    -- What links have added before.
    v_staged := plan.header[:plan.file_columns + (
        select count(*)::integer from jsonb_object_keys(coalesce(plan.options -> 'constants', '{}')))];
    v_file_rules := array(
        select nullif(plan.rules[n] - 'link', '{}') from generate_subscripts(v_staged, 1) as n order by n);
    v_plan.header := v_staged;
    v_plan.rules := v_file_rules;
    v_plan.link_head := null;
    v_plan.link_tail := null;

    -- Rows of the file may name each other, by what their other links have found.
    select coalesce(jsonb_agg(l.link order by l.number), '[]') into v_others
    from tabular_import_engine.plan_links(plan.options) as l
    where (l.link ->> 'table')::oid <> plan.table_id;
    if jsonb_array_length(v_others) < jsonb_array_length(plan.options -> 'links') then
        v_first := v_plan;
        v_first.options := plan.options || jsonb_build_object('links', v_others);
        if v_others = '[]' then
            v_first.staging := format('(select %s from %s as s)', plan.cells, plan.staged);
        else
            v_first := tabular_import_engine.with_links(v_first);
        end if;
        for v_link in
            select l.number, o.joins, o.referred
            from tabular_import_engine.plan_links(plan.options) as l
            cross join lateral tabular_import_engine.own_rows_sql(
                v_first, l.link, l.number, with_links.drawn_column, with_links.drawn) as o
            where (l.link ->> 'table')::oid = plan.table_id and o.joins is not null
            order by l.number
        loop
            v_joins := v_joins || v_link.joins;
            v_own := v_own || jsonb_build_object(v_link.number, coalesce(to_jsonb(v_link.referred), 'null'));
            v_own_numbers := v_own_numbers || format(
                'case when l%1$s.v1 is null then f%1$s.number end as n%1$s', v_link.number);
        end loop;
    end if;

    -- Where more columns are referred with than the file has cells for, the others come behind all.
    v_plan.header := v_plan.header || array(
        select c.name
        from tabular_import_engine.plan_links(plan.options) as l
        cross join jsonb_array_elements_text(l.link -> 'columns') with ordinality as c (name, n)
        where c.name <> all(array_remove(v_plan.header, null))
        order by l.number, c.n);
    if with_links.drawn_column is not null then
        v_plan.header := v_plan.header || with_links.drawn_column;
        v_plan.options := v_plan.options || jsonb_build_object(
            'drawn', jsonb_build_object('column', with_links.drawn_column, 'value', with_links.drawn));
    end if;
    v_cells := array(select format('s.c%s', n) from generate_subscripts(v_staged, 1) as n);
    v_raw_cells := array(
        select tabular_import_engine.raw_cell_sql(v_file_rules, n) from generate_subscripts(v_staged, 1) as n);
    for v_column in
        select h.name, h.position, l.number, l.link, l.nth, i.identity, i.raw_identity, e.is_empty, e.is_null
        from unnest(v_plan.header) with ordinality as h (name, position)
        left join (
            select k.number, k.link, c.name, c.nth
            from tabular_import_engine.plan_links(plan.options) as k
            cross join jsonb_array_elements_text(k.link -> 'columns') with ordinality as c (name, nth)
        ) as l on l.name = h.name
        left join lateral (
            select
                tabular_import_engine.link_identity_sql(plan.options, l.number, v_cells) as identity,
                tabular_import_engine.link_identity_sql(plan.options, l.number, v_raw_cells) as raw_identity
        ) as i on l.number is not null
        left join lateral tabular_import_engine.null_link_sql(l.link, l.number) as e on l.number is not null
        order by h.position
    loop
        if v_column.number is null then
            if v_column.position > cardinality(v_staged) and v_column.name = with_links.drawn_column then
                v_list := v_list || format(
                    '(%s)::pg_catalog.text as c%s', format(with_links.drawn, 's.row_number'), v_column.position);
            elsif v_column.name is not null
                or v_column.position = (plan.options ->> 'row_version')::bigint
            then
                v_list := v_list || format('s.c%s', v_column.position);
            end if;
            v_rules := v_rules || v_file_rules[v_column.position];
            if v_file_rules[v_column.position] is not null then
                v_raw := v_raw || v_raw_cells[v_column.position];
            end if;
            continue;
        end if;
        v_list := v_list || format(
            'case when l%1$s.v%2$s is not null then l%1$s.v%2$s::pg_catalog.text %6$swhen %3$s then '''' '
            'else tabular_import_engine.link_marker() operator(pg_catalog.||) %4$s end as c%5$s',
            v_column.number, v_column.nth,
            v_column.is_null, v_column.identity, v_column.position,
            -- The file's own row, where it will have all that is referred to.
            (
                select format(
                    'when %s then %s ', string_agg(format('%s is not null', r.value), ' and '),
                    min(r.value) filter (where r.nth = v_column.nth))
                from jsonb_array_elements_text(
                    case
                        when jsonb_typeof(v_own -> v_column.number::text) = 'array'
                            then v_own -> v_column.number::text
                        else '[]'
                    end) with ordinality as r (value, nth)
                having count(*) > 0
            ));
        v_raw := v_raw || case
            when v_column.nth > 1 then 'null'
            else format('case when %s then null else %s end', v_column.is_empty, v_column.raw_identity)
        end;
        v_rules := v_rules || (
            coalesce(v_file_rules[v_column.position], '{}')
            || jsonb_build_object('link', v_column.link || jsonb_build_object(
                'nth', v_column.nth, 'number', v_column.number, 'is_own', v_own ? v_column.number::text)));
    end loop;
    v_plan.rules := v_rules;
    v_plan.link_head := tabular_import_engine.fill(
        $sql$select s.row_number, s.line_number, s.read_error, {cells}, array[{raw}]::pg_catalog.text[] as raw, s.ctid
from (
{rows}$sql$,
        'cells', array_to_string(v_list || v_own_numbers, E',\n'),
        'raw', array_to_string(v_raw, ', '),
        'rows', tabular_import_engine.link_rows_sql(plan.options, plan.search_path));
    v_plan.link_tail := tabular_import_engine.fill(
        $sql$ as s
offset 0
{parts}) as s{joins}
offset 0$sql$,
        'parts', case
            when v_parts is not null
                then $sql$) as s
offset 0
$sql$
        end,
        'joins', v_joins);
    v_plan.staging := format(
        '(%s(select %s from %s as s)%s)', v_plan.link_head, plan.cells, plan.staged, v_plan.link_tail);
    return v_plan;
end;
$$;

comment on function tabular_import_engine.with_links(tabular_import_engine.import_plan, text, text) is
'A plan whose rows name others by links, with the query that finds these around its staged rows. drawn_column: a '
'column of the target that the file does not bring, and that its rows refer to; drawn: SQL for its value in a row, '
'whose number stands at %1$s; NULL where none is needed.';
