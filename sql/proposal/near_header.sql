create or replace function tabular_import_private.near_header(
    table_id oid, role_id oid, header text[], options jsonb, out fitted text[], out renames jsonb,
    out plan_options jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_known text[];
    v_entries text[];
begin
    select
        array_agg(case when c.is_writable then m.column_name end order by m.place),
        -- What is left out, or a question already, is no misspelt name.
        array_agg(
            case
                when m.step in ('left out', 'row version') or m.candidates is not null
                    or m.column_name is null and m.link is not null
                    then ''
                else m.column_name
            end order by m.place),
        array_agg(coalesce(m.entry, m.name) order by m.place)
    into fitted, v_known, v_entries
    from tabular_import_engine.match_header(near_header.table_id, near_header.header, near_header.options) as m
    left join tabular_import_engine.target_columns(near_header.table_id) as c on c.column_name = m.column_name;
    renames := tabular_import_private.header_renames(
        near_header.header, v_known,
        array(
            select c.column_name
            from tabular_import_engine.target_columns(near_header.table_id) as c
            where c.is_writable and c.column_name <> all(array_remove(fitted, null))
                and not coalesce(near_header.options -> 'constants' ? c.column_name, false)
                and has_column_privilege(near_header.role_id, near_header.table_id, c.column_number, 'insert')
            order by c.column_number));
    fitted := array(
        select coalesce(renames ->> h.name, h.column_name)
        from unnest(near_header.header, fitted) with ordinality as h (name, column_name, position)
        order by h.position);
    -- Rules that the user has given for such a column hold for it.
    renames := (
        select coalesce(jsonb_object_agg(h.entry, renames -> h.name), '{}')
        from unnest(near_header.header, v_entries) as h (name, entry)
        where renames ? h.name);
    plan_options := tabular_import_engine.plan_options(
        near_header.table_id, near_header.header,
        case
            when renames = '{}' then near_header.options
            else near_header.options - 'matched' || jsonb_build_object(
                'columns', tabular_import_private.renamed_columns(near_header.options, renames))
        end) - 'matched';
end;
$$;

comment on function tabular_import_private.near_header(oid, oid, text[], jsonb) is
'The columns that the cells of a header name, NULL for one that names none; renames: those of them that are only near '
'to what stands there, by the name in option columns that is meant for it; and the options as a plan would have them '
'with that. role_id: who imports; options: the job''s, or those of with_matches.';
