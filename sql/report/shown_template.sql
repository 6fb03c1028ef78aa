create or replace function tabular_import_engine.shown_template(table_name text, table_id oid)
returns table (column_name text, description text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with link as materialized (
        select
            l.*,
            p.message as denied,
            p.message is null and l.parts is not null as is_readable
        from tabular_import_engine.template_links(shown_template.table_id) as l
        cross join
            lateral tabular_import_engine.link_rights_problem(
                (select r.oid from pg_roles as r where r.rolname = current_user),
                jsonb_build_object(
                    'name', case when starts_with(l.header, l.columns[1]) is false then l.header else l.columns[1] end,
                    'table', l.referred_table_id::bigint, 'referred', l.referred, 'columns', l.columns,
                    'parts', coalesce(l.parts, '[]')
                )
            ) as p
    )

    select
        t.column_name,
        concat_ws(
            '; ',
            t.description,
            case
                when l.remark is not null then l.remark
                when l.is_readable
                    then 'for example ' || nullif(
                        array_to_string(
                            tabular_import_engine.identity_examples(l.referred_table_id, l.parts), ', '
                        ), ''
                    )
                when not l.is_stored
                    then format('the stored %s. %s', l.referred[1], l.denied)
            end
        )
    from tabular_import_engine.template_of(shown_template.table_name, shown_template.table_id)
    with ordinality as t (column_name, description, may_be_value, may_go_on, columns, number)
    left join link as l on t.may_go_on and l.columns = t.columns
    where
        case
            when t.column_name = any(t.columns)
                then not exists (
                    select from link as o
                    where o.is_readable and o.header is not null and t.column_name = any(o.columns)
                )
            else l.is_readable
        end
    order by t.number;
end;
$$;

comment on function tabular_import_engine.shown_template(text, oid) is
'See tabular_import.template; as the caller, with examples of rows that the caller may read. table_id: what the name '
'means to the caller, or NULL.';
