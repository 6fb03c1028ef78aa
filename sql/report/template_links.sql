create or replace function tabular_import_engine.template_links(table_id oid)
returns table (
    columns text[], referred text[], referred_table_id oid, parts jsonb, header text, is_stored boolean, remark text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_links jsonb := (
        select coalesce(jsonb_agg(to_jsonb(l) order by l.columns, l.constraint_id), '[]')
        from tabular_import_engine.target_links(template_links.table_id) as l);
    v_taken text[] := array(
        select c.column_name from tabular_import_engine.target_columns(template_links.table_id) as c
        union all
        select l.stem
        from jsonb_to_recordset(v_links) as l (stem text)
        group by l.stem
        having count(*) > 1);
    v_identities jsonb := '{}'::jsonb;
    v_link record;
    v_way text;
    v_unclear oid;
    v_names text[];
begin
    for v_link in
        select l.*
        from jsonb_to_recordset(v_links) as l (
            constraint_id oid, referred_table_id oid, columns text[], referred text[], stem text)
        -- A column that several references share holds what all of them refer to.
        where not exists (
            select from jsonb_to_recordset(v_links) as o (constraint_id oid, columns text[])
            where o.constraint_id <> l.constraint_id and o.columns && l.columns
                and (cardinality(l.columns) > 1 or o.columns = l.columns))
    loop
        columns := v_link.columns;
        referred := v_link.referred;
        referred_table_id := v_link.referred_table_id;
        header := null;
        remark := null;
        -- Once for all links that lead to the same.
        v_way := format('%s %s', v_link.referred_table_id, v_link.referred);
        if not v_identities ? v_way then
            v_identities := v_identities || jsonb_build_object(
                v_way,
                (
                    select to_jsonb(i)
                    from tabular_import_engine.key_parts(
                        v_link.referred_table_id, referred => v_link.referred) as i
                ));
        end if;
        parts := nullif(v_identities -> v_way -> 'parts', 'null');
        v_unclear := (v_identities -> v_way ->> 'unclear')::oid;
        is_stored := coalesce(
            (
                select bool_and(p.part -> 'path' = '[]' and p.part ->> 'column' = any(v_link.referred))
                from jsonb_array_elements(parts) as p (part)
            ), false);
        if v_unclear is not null then
            remark := format(
                'the stored %s, as the table %s has several keys', v_link.referred[1],
                (select c.relname from pg_class as c where c.oid = v_unclear));
        elsif not is_stored and parts is not null then
            header := v_link.stem;
            -- The name may be that of a column, or of another link; behind the column's own it always is this one.
            if header is null or header = any(v_taken)
                or strpos(header, '.') > 0 and not exists (
                    select from tabular_import_engine.match_header(template_links.table_id, array[header], '{}') as m
                    where m.link ->> 'constraint' = v_link.constraint_id::text
                )
            then
                v_names := array(
                    select format('%s.%s', v_link.columns[1], tabular_import_engine.link_part_name(p.part))
                    from jsonb_array_elements(parts) with ordinality as p (part, number)
                    order by p.number);
                header := case when cardinality(v_names) = 1 and cardinality(v_link.columns) = 1 then v_names[1] end;
                if header is null and cardinality(v_link.columns) = 1 then
                    remark := format(
                        'the stored %s; in its place the columns %s name a row', v_link.referred[1],
                        array_to_string(v_names, ', '));
                end if;
            end if;
        end if;
        return next;
    end loop;
end;
$$;

comment on function tabular_import_engine.template_links(oid) is
'How a template has each reference of a table: columns, referred and referred_table_id, of the reference; parts, what '
'names a row there, see key_parts; header, the name of the link, NULL where a file has the stored values: '
'is_stored, as people name the row by what it refers to, or for the reason in remark.';
