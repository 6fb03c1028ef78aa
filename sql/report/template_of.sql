create or replace function tabular_import_engine.template_of(table_name text, table_id oid)
returns table (
    column_name text, description text, may_be_value boolean, may_go_on boolean, columns text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform tabular_import_engine.refuse_unfit(template_of.table_name, template_of.table_id);
    return query
    with link as materialized (
        select
            l.*,
            format(
                'An Identifier from the %s table: %s%s', c.relname, tabular_import_engine.identity_title(l.parts),
                case
                    when jsonb_array_length(l.parts) > 1
                        then ', as in ' || tabular_import_engine.identity_sample(l.parts)
                end
            ) as description
        from tabular_import_engine.template_links(template_of.table_id) as l
        inner join pg_class as c on c.oid = l.referred_table_id
    ),

    stored as materialized (
        select
            c.*,
            l.columns as link_columns,
            case when l.is_stored then l.description end as link_description
        from tabular_import_engine.target_columns(template_of.table_id) as c
        left join link as l on l.columns = array[c.column_name]
        where c.is_writable and (c.in_key or not c.is_made_by_database)
    ),

    line as (
        select
            s.column_number,
            s.column_name,
            s.in_key,
            s.is_required,
            s.has_default,
            coalesce(
                s.link_description,
                tabular_import_engine.type_description(template_of.table_id, s.column_number, s.type_id)
            ) as description,
            -- No row of another table has such a key.
            s.link_columns is null and tabular_import_engine.may_be_text(s.type_id) as may_be_value,
            s.link_columns is not null as may_go_on,
            array[s.column_name] as columns,
            1 as place
        from stored as s
        union all
        select
            min(s.column_number),
            l.header,
            bool_and(s.in_key),
            bool_or(s.is_required),
            bool_and(s.has_default),
            l.description,
            false,
            true,
            l.columns,
            0
        from link as l
        inner join stored as s on s.column_name = any(l.columns)
        where l.header is not null
        group by l.header, l.description, l.columns, l.parts
        having count(*) = cardinality(l.columns)
    )

    select
        t.column_name,
        concat_ws(
            '; ',
            case when t.in_key then 'Primary Key' end,
            case
                when t.is_required and t.has_default then 'Required (Has Default)'
                when t.is_required then 'Required'
                when t.has_default then 'Has Default Value'
            end,
            t.description
        ),
        t.may_be_value,
        t.may_go_on,
        t.columns
    from line as t
    order by t.column_number, t.place;
end;
$$;

comment on function tabular_import_engine.template_of(text, oid) is
'What a header may name in a template of a table: every column, and before it the link that fills it, see '
'template_links. columns: those of the table that it fills, for a column itself; may_be_value: a cell may hold the '
'description itself; if not certain it is true; may_go_on: shown_template says more behind it, after a semicolon. '
'table_id: what the name means to the caller, or NULL. Raises table_not_found.';
