create or replace function tabular_import_engine.link_rights_problem(
    role_id oid, link jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_denied record;
begin
    with part as (
        select p.part, p.number
        from jsonb_array_elements(link_rights_problem.link -> 'parts') with ordinality as p (part, number)
    ),

    needed as (
        select
            (link_rights_problem.link ->> 'table')::oid as table_id,
            r.name,
            0::bigint as place
        from jsonb_array_elements_text(link_rights_problem.link -> 'referred') as r (name)
        union all
        select
            case e.side when 1 then k.conrelid else k.confrelid end,
            a.attname::text,
            p.number * 10 + f.position
        from part as p
        cross join jsonb_array_elements_text(p.part -> 'path') with ordinality as f (constraint_id, position)
        inner join pg_constraint as k on k.oid = f.constraint_id::oid
        cross join (values (1), (2)) as e (side)
        cross join unnest(case e.side when 1 then k.conkey else k.confkey end) as n (number)
        inner join pg_attribute as a
            on a.attrelid = case e.side when 1 then k.conrelid else k.confrelid end and a.attnum = n.number
        union all
        select
            (p.part ->> 'table')::oid,
            p.part ->> 'column',
            p.number * 10 + 9
        from part as p
    ),

    denied as (
        select
            n.table_id,
            c.relnamespace,
            has_schema_privilege(link_rights_problem.role_id, c.relnamespace, 'usage') as may_use,
            array_agg(distinct n.name order by n.name)
                filter (where not has_column_privilege(link_rights_problem.role_id, n.table_id, n.name, 'select'))
                as names,
            min(n.place) as place
        from needed as n
        inner join pg_class as c on c.oid = n.table_id
        group by n.table_id, c.relnamespace
    )

    select d.* into v_denied
    from denied as d
    where d.names is not null or not d.may_use
    order by d.place
    limit 1;
    if not found then
        return;
    end if;
    message := format(
        'Permission denied for link %s: %s', link_rights_problem.link ->> 'name',
        case
            when v_denied.may_use then format(
                'columns %s of table %s', tabular_import_engine.name_list(v_denied.names),
                tabular_import_engine.table_path(v_denied.table_id))
            else format('schema %s', v_denied.relnamespace::regnamespace)
        end);
    hint := format(
        'To look rows up, you must be allowed to read them. Their owner has to call: %s; or give the stored values in '
        '%s.',
        case
            when v_denied.may_use then format(
                'grant select (%s) on %s to %I',
                (select string_agg(quote_ident(n.name), ', ') from unnest(v_denied.names) as n (name)),
                tabular_import_engine.table_path(v_denied.table_id), pg_get_userbyid(link_rights_problem.role_id))
            else format(
                'grant usage on schema %s to %I', v_denied.relnamespace::regnamespace,
                pg_get_userbyid(link_rights_problem.role_id))
        end,
        tabular_import_engine.name_list(array(
            select c.name from jsonb_array_elements_text(link_rights_problem.link -> 'columns') as c (name))));
end;
$$;

comment on function tabular_import_engine.link_rights_problem(oid, jsonb) is
'What a role may not read of the tables by which a link is looked up, as a sentence with a hint; NULL when it may read '
'all that is needed. link: see header_links.';
