create or replace function tabular_import_engine.describe_template(table_name text, table_id oid)
returns table (
    header text, columns text[], description text, data_type text, is_required boolean, default_value text,
    example text, choices text[], is_closed boolean, sheet_format text, is_key boolean, note text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    -- Of rows of another table in a list; of values in a note.
    c_most_rows constant integer := 1000;
    c_most_told constant integer := 10;
    c_longest_note constant integer := 1000;
begin
    return query
    with shown as materialized (
        select t.*
        from tabular_import_engine.template_columns(describe_template.table_name, describe_template.table_id)
        with ordinality as t (header, description, columns, target, identity, examples, remark, number)
    ),

    link as materialized (
        select
            l.columns,
            l.referred_table_id,
            l.parts
        from tabular_import_engine.template_links(describe_template.table_id) as l
    ),

    -- Once for all links to a table.
    listed as materialized (
        select
            i.referred_table_id,
            i.parts,
            tabular_import_engine.identity_examples(i.referred_table_id, i.parts, c_most_rows) as choices
        from (
            select distinct l.referred_table_id, l.parts
            from shown as s
            inner join link as l on l.columns = s.columns
            where s.identity is not null and s.remark is null
        ) as i
    ),

    own as materialized (
        select
            s.number,
            bool_or(c.is_required) as is_required,
            bool_and(c.has_default) as has_default,
            bool_or(c.is_made_by_database) as is_made_by_database,
            bool_and(c.in_key) as is_key,
            min(c.type_id) as type_id,
            min(c.typmod) as typmod,
            min(c.column_number) as column_number,
            nullif(
                string_agg(
                    col_description(describe_template.table_id, c.column_number), e'\n' order by c.column_number),
                ''
            ) as description,
            min(coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                quote_literal(y.typdefault)
            )) as default_value
        from shown as s
        inner join tabular_import_engine.target_columns(describe_template.table_id) as c
            on c.column_name = any(s.columns)
        inner join pg_type as y on y.oid = c.type_id
        left join pg_attrdef as d on d.adrelid = describe_template.table_id and d.adnum = c.column_number
        group by s.number
    ),

    found as materialized (
        select
            s.header,
            s.columns,
            o.description,
            case
                when s.identity is not null and s.remark is null
                    then format('Names a row of %s by %s', s.target, s.identity)
                when s.remark is not null
                    then format(
                        '%s; %s', tabular_import_engine.type_words(o.type_id, o.typmod),
                        s.remark)
                else tabular_import_engine.type_words(o.type_id, o.typmod)
            end as data_type,
            o.is_required,
            case
                when o.has_default and o.is_made_by_database then 'made by the database'
                when o.has_default then coalesce(
                    replace(
                        (
                            regexp_match(
                                o.default_value, '^''((?:[^'']|'''')*)''(?:::[a-z_". ]+(?:[(][0-9]+[)])?)?$')
                        )[1],
                        '''''', ''''),
                    o.default_value)
            end as default_value,
            o.has_default,
            o.has_default and o.is_made_by_database as is_made_by_database,
            s.identity is not null and s.remark is null as is_link,
            case
                when s.identity is not null and s.remark is null then (
                    select i.choices
                    from link as l
                    inner join listed as i on i.referred_table_id = l.referred_table_id and i.parts = l.parts
                    where l.columns = s.columns
                    limit 1)
                when b.base_type_id = 'bool'::regtype then '{true,false}'
                else tabular_import_engine.column_choices(describe_template.table_id, o.column_number)
            end as choices,
            s.examples[1] as link_example,
            tabular_import_engine.type_example(o.type_id, o.typmod) as type_example,
            case
                when s.identity is not null and s.remark is null then 'text'
                else tabular_import_engine.sheet_format(o.type_id, o.typmod)
            end as sheet_format,
            o.is_key,
            s.number
        from shown as s
        inner join own as o on o.number = s.number
        cross join lateral tabular_import_engine.base_type(o.type_id, o.typmod) as b
    ),

    told as (
        select
            f.*,
            case when f.is_link then f.link_example else coalesce(f.choices[1], f.type_example) end as example
        from found as f
    )

    select
        t.header,
        t.columns,
        t.description,
        t.data_type,
        t.is_required,
        t.default_value,
        t.example,
        nullif(t.choices, '{}'),
        t.choices is not null and not t.is_link,
        t.sheet_format,
        t.is_key,
        concat_ws(
            e'\n',
            left(t.description, c_longest_note),
            t.data_type || '.',
            concat_ws(
                ' ',
                case when t.is_key then 'Primary key.' end,
                case when t.is_required then 'Required.' else 'May be empty.' end,
                case
                    when t.is_made_by_database then 'With option use_defaults the database fills an empty cell.'
                    when t.has_default
                        then format(
                            'With option use_defaults an empty cell is the default, %s.',
                            left(t.default_value, c_longest_note))
                end),
            case
                when t.sheet_format <> 'boolean' and not t.is_link and cardinality(t.choices) <= c_most_told
                    then format('One of: %s.', array_to_string(t.choices, ', '))
                when not t.is_link and t.sheet_format <> 'boolean' and t.choices is not null
                    then format('One of %s values, see the list.', cardinality(t.choices))
                when t.is_link and t.choices <> '{}' then format('The list has %s of them.', cardinality(t.choices))
            end,
            'For example: ' || t.example)
    from told as t
    order by t.is_key desc, t.number;
end;
$$;

comment on function tabular_import_engine.describe_template(text, oid) is
'See tabular_import.describe_template. table_id: what the name means to the caller, or NULL.';
