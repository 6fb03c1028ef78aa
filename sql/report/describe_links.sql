create or replace function tabular_import_engine.describe_links(table_name text, table_id oid)
returns table (
    header text, columns text[], target text, identity text, examples text[], note text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform tabular_import_engine.refuse_unfit(describe_links.table_name, describe_links.table_id);
    return query
    with link as materialized (
        select
            l.*,
            p.message as denied,
            p.message is null and l.parts is not null as is_readable
        from tabular_import_engine.template_links(describe_links.table_id) as l
        cross join
            lateral tabular_import_engine.link_rights_problem(
                (select r.oid from pg_roles as r where r.rolname = current_user),
                jsonb_build_object(
                    'name', case when starts_with(l.header, l.columns[1]) is false then l.header else l.columns[1] end,
                    'table', l.referred_table_id::bigint, 'referred', l.referred, 'columns', l.columns,
                    'parts', coalesce(l.parts, '[]')
                )
            ) as p
    ),

    -- Once for all links to a table.
    identity as materialized (
        select
            i.referred_table_id,
            i.parts,
            tabular_import_engine.identity_examples(i.referred_table_id, i.parts) as examples
        from (select distinct l.referred_table_id, l.parts from link as l where l.is_readable) as i
    )

    select
        case when l.is_readable and l.header is not null then l.header else l.columns[1] end,
        l.columns,
        tabular_import_engine.table_path(l.referred_table_id),
        tabular_import_engine.identity_title(l.parts)
        || case
            when jsonb_array_length(l.parts) > 1 then ', as in ' || tabular_import_engine.identity_sample(l.parts)
            else ''
        end,
        coalesce(i.examples, '{}'),
        case
            when l.remark is not null then l.remark
            when not l.is_stored and not l.is_readable then format('the stored %s. %s', l.referred[1], l.denied)
        end
    from link as l
    left join identity as i on l.is_readable and i.referred_table_id = l.referred_table_id and i.parts = l.parts
    where cardinality(l.columns) = 1 or l.is_readable and l.header is not null
    order by l.columns;
end;
$$;

comment on function tabular_import_engine.describe_links(text, oid) is
'See tabular_import.describe_links. table_id: what the name means to the caller, or NULL.';
