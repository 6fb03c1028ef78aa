create or replace function tabular_import_engine.ruled_columns(
    table_id oid, header text[], options jsonb, out rules jsonb[], out cells text, out constants text[]
)
language sql
stable
security invoker
begin atomic
    with place as (
        -- The cell of a link is read as the key that it names, or as a text where it names several.
        select
            p.place,
            case when p.width = 1 then p.type_id else 'text'::regtype::oid end as type_id,
            case when p.width = 1 then p.typmod else -1 end as typmod,
            c.cell -> 'rules' as rules
        from tabular_import_engine.link_parts(ruled_columns.options) as p
        inner join tabular_import_engine.plan_links(ruled_columns.options) as l on l.number = p.link
        cross join lateral jsonb_array_elements(l.link -> 'cells') as c (cell)
        where p.nth = 1 and (c.cell ->> 'place')::integer = p.place
    ),

    brought as materialized (
        select
            h.position,
            coalesce(
                h.name,
                case
                    when
                        p.place is not null
                        or h.position = (ruled_columns.options ->> 'row_version')::bigint
                        then ''
                end
            ) as name,
            coalesce(p.type_id, c.type_id) as type_id,
            coalesce(p.typmod, c.typmod) as typmod,
            r.rule
        from unnest(ruled_columns.header) with ordinality as h (name, position)
        left join
            tabular_import_engine.target_columns(ruled_columns.table_id) as c
            on c.column_name = h.name
        left join place as p on p.place = h.position
        left join
            lateral tabular_import_engine.column_rule(
                -- A link may have more cells than columns: no column has the rules of the others.
                case
                    when c.column_name is null and p.rules is not null
                        then ruled_columns.options || jsonb_build_object('columns', jsonb_build_object('', p.rules))
                    else ruled_columns.options
                end, coalesce(c.column_name, '')
            ) as r (rule)
            on c.column_name is not null or p.place is not null
    ),

    -- Made once for all columns that have the same: a name stands for the cell that is nobody's text.
    made as materialized (
        select
            b.type_id,
            b.typmod,
            b.rule,
            tabular_import_engine.rule_sql(b.type_id, b.typmod, b.rule, 's.cell_7f3e9a51c2d84b60') as expression
        from (
            select distinct
                d.type_id,
                d.typmod,
                d.rule
            from brought as d
            where d.rule is not null
        ) as b
    ),

    ruled as (
        select
            b.position,
            b.name,
            b.rule,
            replace(m.expression, 's.cell_7f3e9a51c2d84b60', format('s.c%s', b.position)) as expression,
            null::text as constant
        from brought as b
        left join made as m on m.type_id = b.type_id and m.typmod = b.typmod and m.rule = b.rule
        union all
        select
            cardinality(ruled_columns.header) + row_number() over (order by k.name collate "C") as position,
            k.name,
            null::jsonb as rule,
            null::text as expression,
            k.value as constant
        from jsonb_each_text(coalesce(ruled_columns.options -> 'constants', '{}')) as k (name, value)
    )

    select
        array_agg(case when r.expression is not null then r.rule end order by r.position) as rules,
        tabular_import_engine.check_rules_length(
            format(
                's.row_number, s.line_number, s.read_error%s, array[%s]::pg_catalog.text[] as raw, s.ctid',
                string_agg(
                    case
                        when r.expression is not null then format(E',\n%s as c%s', r.expression, r.position)
                        when r.constant is not null then format(', %L::pg_catalog.text as c%s', r.constant, r.position)
                        when r.name is not null then format(', s.c%s', r.position)
                    end, '' order by r.position
                ),
                string_agg(
                    case when r.expression is not null then format('s.c%s', r.position) end, ', ' order by r.position
                )
            )
        ) as cells,
        array_agg(r.name order by r.position) filter (where r.constant is not null) as constants
    from ruled as r
    having
        count(r.expression) + count(r.constant) > 0
        or exists (select from tabular_import_engine.plan_links(ruled_columns.options));
end;

comment on function tabular_import_engine.ruled_columns(oid, text[], jsonb) is
'What the value options of a job are for each column of a header, NULL where there are none, and the columns of staged '
'rows s, as a list for a select, whose cells are as these rules make them: raw has those with a rule as they stand in '
'the file, in order; constants are the columns with a constant, which stand behind those of the header. All are NULL '
'where no column has a rule or a constant and the file has no link. Raises limit_exceeded.';
