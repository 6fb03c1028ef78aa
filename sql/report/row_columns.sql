create or replace function tabular_import_engine.row_columns(table_name text, table_id oid)
returns table (
    place bigint, header text, columns text[], type_id oid, typmod integer, link jsonb, is_key boolean, note text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_key record;
    v_message text;
    v_hint text;
begin
    perform tabular_import_engine.refuse_unfit(row_columns.table_name, row_columns.table_id);
    select m.columns, m.message, m.hint into v_key
    from tabular_import_engine.merge_key(row_columns.table_id, '{}') as m;
    if v_key.columns is null then
        -- One of several: option key says by which the rows are found then.
        v_key.columns := (
            select k.columns
            from tabular_import_engine.identity_keys(row_columns.table_id) as k
            where (select i.candidates is not null from tabular_import_engine.table_identity(row_columns.table_id) as i)
            order by k.columns
            limit 1);
    end if;
    if (select c.relkind not in ('r', 'p') from pg_class as c where c.oid = row_columns.table_id) then
        v_message := format('%s is no table', tabular_import_engine.table_path(row_columns.table_id));
        v_hint := 'Its rows have no key by which they could be put back: name the table behind it.';
    elsif v_key.columns is null then
        v_message := v_key.message;
        v_hint := v_key.hint;
    else
        select
            format('Permission denied to select columns: %s', string_agg(quote_ident(k.name), ', ' order by k.n)),
            format(
                'Rows are found by them. The owner of the table has to call: grant select (%s) on %s to %I;',
                string_agg(quote_ident(k.name), ', ' order by k.n),
                tabular_import_engine.table_path(row_columns.table_id), current_user)
        into v_message, v_hint
        from unnest(v_key.columns) with ordinality as k (name, n)
        where not has_column_privilege(row_columns.table_id, k.name, 'select')
        having count(*) > 0;
    end if;
    if v_message is null and exists (
        select from pg_attribute as a
        where a.attrelid = row_columns.table_id and a.attname = tabular_import_engine.row_version_name()
            and not a.attisdropped
    ) then
        v_message := format('The table has a column %s of its own', tabular_import_engine.row_version_name());
        v_hint := 'In a file of its rows this is the name of their versions: the owner has to rename it.';
    end if;
    if v_message is not null then
        perform tabular_import_engine.raise_error('row_unwritable', v_message, hint => v_hint);
    end if;
    return query
    with own as materialized (
        select
            c.column_name,
            c.column_number,
            c.type_id,
            c.typmod,
            c.column_name = any(v_key.columns) as is_key,
            case
                when not has_column_privilege(row_columns.table_id, c.column_number, 'select')
                    then 'you may not read it'
                when a.attgenerated <> '' then 'it is made of others'
                when c.column_name = any(v_key.columns) then null
                when not c.is_writable or c.is_made_by_database and not c.in_key then 'the database makes it'
            end as note
        from tabular_import_engine.target_columns(row_columns.table_id) as c
        inner join pg_attribute as a on a.attrelid = row_columns.table_id and a.attnum = c.column_number
    ),

    linked as materialized (
        select
            l.header,
            l.columns,
            jsonb_build_object(
                'table', l.referred_table_id::bigint, 'referred', l.referred, 'columns', l.columns, 'parts', l.parts,
                'constraint', (
                    select min(t.constraint_id::bigint)
                    from tabular_import_engine.target_links(row_columns.table_id) as t
                    where t.columns = l.columns and t.referred = l.referred
                        and t.referred_table_id = l.referred_table_id
                )
            ) as link
        from tabular_import_engine.template_links(row_columns.table_id) as l
        cross join
            lateral tabular_import_engine.link_rights_problem(
                (select r.oid from pg_roles as r where r.rolname = current_user),
                jsonb_build_object(
                    'name', l.header, 'table', l.referred_table_id::bigint, 'referred', l.referred,
                    'columns', l.columns, 'parts', coalesce(l.parts, '[]')
                )
            ) as p
        where l.header is not null and l.parts is not null and p.message is null
            and not exists (
                select from own as o
                where o.column_name = any(l.columns) and o.note is not null
            )
    ),

    line as (
        select
            l.header,
            l.columns,
            'text'::regtype::oid as type_id,
            -1 as typmod,
            l.link,
            (select bool_or(o.is_key) from own as o where o.column_name = any(l.columns)) as is_key,
            null::text as note,
            (select min(o.column_number) from own as o where o.column_name = any(l.columns)) as column_number
        from linked as l
        union all
        select
            o.column_name,
            array[o.column_name],
            o.type_id,
            o.typmod,
            null::jsonb,
            o.is_key,
            o.note,
            o.column_number
        from own as o
        where not exists (select from linked as l where o.column_name = any(l.columns))
    )

    select
        case when n.note is null then row_number() over (partition by n.note is null order by n.column_number) end,
        n.header,
        n.columns,
        n.type_id,
        n.typmod,
        n.link,
        n.is_key,
        n.note
    from line as n
    order by n.column_number;
end;
$$;

comment on function tabular_import_engine.row_columns(text, oid) is
'The columns of a file that has the rows of a table: place, counted from 1, header, columns, which it fills, type_id, '
'and typmod, of the cells, link, by which it names a row of another table, see link_tables, and is_key, whether rows '
'are found by '
'it. Columns that are left out have no place, but a note that says why. Raises table_not_found, and row_unwritable for '
'a table into which no rows could be put back.';
