-- For a table branch whose key is trunk and code, in short:
--
--     select row_version('trunk_id, code, note', row(kept.trunk_id, kept.code, kept.note)),
--         array[
--             case when kept.trunk_id is null then refuse_row(...) else coalesce(
--                 (select t1.code::text from only trunk as t1 where t1.id = kept.trunk_id), refuse_row(...)) end,
--             case when kept.code is null then refuse_row(...) else kept.code::text end,
--             kept.note::text]
--     from (select branch.trunk_id, ... from only branch as branch where (condition)) as kept
--     order by kept.trunk_id, kept.code
create or replace function tabular_import_engine.table_rows_sql(table_name text, table_id oid, condition text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns jsonb := (
        select jsonb_agg(to_jsonb(c) order by c.place)
        from tabular_import_engine.row_columns(table_rows_sql.table_name, table_rows_sql.table_id) as c
        where c.place is not null);
    v_keys text[] := array(
        select k.name
        from jsonb_to_recordset(v_columns) as c (columns text[], is_key boolean, place bigint)
        cross join unnest(c.columns) with ordinality as k (name, n)
        where c.is_key
        order by c.place, k.n);
    -- What an error says of the row.
    v_shown text := (
        select format(
            '%L, %s', array_to_string(v_keys, ', '),
            string_agg(format('kept.%I::pg_catalog.text', k.name), ', ' order by k.n))
        from unnest(v_keys) with ordinality as k (name, n));
    v_column record;
    v_cell text;
    v_empty text;
    v_refused text;
    v_cells text[] := '{}';
begin
    for v_column in
        select c.*, b.base_type_id
        from jsonb_to_recordset(v_columns) as c (
            place bigint, header text, columns text[], type_id oid, link jsonb, is_key boolean)
        cross join lateral tabular_import_engine.base_type(c.type_id, -1) as b
        order by c.place
    loop
        if v_column.link is null then
            v_cell := format(
                case when v_column.base_type_id = 'money'::regtype
                    then 'kept.%I::pg_catalog.numeric::pg_catalog.text' else 'kept.%I::pg_catalog.text' end,
                v_column.columns[1]);
            if v_column.is_key then
                -- A file has no other sign for it than for NULL.
                v_cell := format(
                    'case when pg_catalog.octet_length(%1$s) operator(pg_catalog.>) 0 then %1$s '
                    'else tabular_import_engine.refuse_row(%2$L, %3$s) end',
                    v_cell, format('The key column %s is empty', v_column.header), v_shown);
            end if;
            v_cells := v_cells || v_cell;
            continue;
        end if;
        v_empty := (
            select string_agg(format('row(kept.%I) is null', c.name), ' and ')
            from unnest(v_column.columns) as c (name));
        v_refused := format(
            'tabular_import_engine.refuse_row(%L, %s)',
            format('Column %s refers to a row that you may not read, or that has no name,', v_column.header), v_shown);
        v_cell := tabular_import_engine.fill(
            $sql$case when {is_empty} then {empty} else coalesce((
            select {identity}
            from {tables}
            where {same}
        ), {refused}) end$sql$,
            'is_empty', v_empty,
            'empty', case
                when v_column.is_key then format(
                    'tabular_import_engine.refuse_row(%L, %s)',
                    format('The key column %s is empty', v_column.header), v_shown)
                else 'null'
            end,
            'identity', tabular_import_engine.named_row_sql(v_column.link),
            'tables', tabular_import_engine.link_tables_sql(v_column.link),
            'same', (
                select
                    tabular_import_engine.comparison_sql(
                        k.conpfeqop,
                        array_agg(format('t1.%I', r.attname) order by n.position),
                        array_agg(format('kept.%I', a.attname) order by n.position))
                    -- What is equal and not the same would come back as another one.
                    || coalesce(
                        string_agg(
                            format(
                                ' and t1.%I::pg_catalog.text collate pg_catalog."C" operator(pg_catalog.=) '
                                'kept.%I::pg_catalog.text',
                                r.attname, a.attname), '')
                        filter (where t.typcategory = 'S'), '')
                from pg_constraint as k
                cross join unnest(k.conkey, k.confkey) with ordinality as n (number, referred, position)
                inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.number
                inner join pg_attribute as r on r.attrelid = k.confrelid and r.attnum = n.referred
                inner join pg_type as t on t.oid = a.atttypid
                where k.oid = (v_column.link ->> 'constraint')::oid
                group by k.oid, k.conpfeqop),
            'refused', v_refused);
        v_cells := v_cells || v_cell;
    end loop;
    return tabular_import_engine.fill(
        $sql$
select
    {version} as row_version,
    array[
        {cells}
    ]::pg_catalog.text[] as cells
from (
    select {columns}
    from {table} as {name}{condition}
) as kept
order by {keys}
$sql$,
        'version', tabular_import_engine.row_version_sql(table_rows_sql.table_id, 'kept'),
        'cells', array_to_string(v_cells, E',\n        '),
        'columns', (
            select string_agg(format('%I.%I', c.relname, a.attname), ', ' order by a.attnum)
            from pg_attribute as a
            inner join pg_class as c on c.oid = a.attrelid
            where a.attrelid = table_rows_sql.table_id and a.attnum > 0 and not a.attisdropped
                and has_column_privilege(a.attrelid, a.attnum, 'select')),
        'table', (
            select concat(case when c.relkind = 'r' then 'only ' end, tabular_import_engine.table_path(c.oid))
            from pg_class as c
            where c.oid = table_rows_sql.table_id),
        'name', (select quote_ident(c.relname) from pg_class as c where c.oid = table_rows_sql.table_id),
        'condition', E'\n    where (\n' || table_rows_sql.condition || E'\n)',
        'keys', (
            select string_agg(format('kept.%I', k.name), ', ' order by k.n)
            from unnest(v_keys) with ordinality as k (name, n)));
end;
$$;

comment on function tabular_import_engine.table_rows_sql(text, oid, text) is
'The query of the rows of a table as a file has them, see tabular_import.table_rows, in the order of the key, for a '
'session with the settings that files are written with.';
