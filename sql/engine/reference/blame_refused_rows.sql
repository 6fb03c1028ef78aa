create or replace function tabular_import_engine.blame_refused_rows(
    plan tabular_import_engine.import_plan, outcomes tabular_import_engine.row_outcome[], rejected bigint[],
    needs jsonb
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_refused bigint[] := array(
        select o.row_number from unnest(blame_refused_rows.outcomes) as o where o.row_number is not null
        union
        select r.r from unnest(blame_refused_rows.rejected) as r (r));
    v_needs jsonb := '{}'::jsonb;
    v_blamed jsonb;
    v_link record;
    v_found jsonb;
    v_row record;
    v_said tabular_import_engine.statement_outcome;
    v_mended jsonb := '{}'::jsonb;
begin
    for v_link in
        select l.number, l.link ->> 'constraint_name' as constraint_name
        from tabular_import_engine.own_links(plan.rules) as l
    loop
        v_found := (
            select jsonb_object_agg(n.row_number, n.needed)
            from rows from (
                jsonb_array_elements_text(nullif(blame_refused_rows.needs -> v_link.number::text -> 'rows', 'null')),
                jsonb_array_elements_text(nullif(blame_refused_rows.needs -> v_link.number::text -> 'needed', 'null'))
            ) as n (row_number, needed)
            where n.row_number::bigint = any(v_refused));
        v_needs := v_needs || jsonb_build_object(v_link.constraint_name, coalesce(v_found, '{}'));
    end loop;
    -- For each row whose error names a link that the file keeps, one that it does not keep.
    select coalesce(jsonb_object_agg(o.row_number, b.constraint_name), '{}') into v_blamed
    from unnest(blame_refused_rows.outcomes) as o
    cross join lateral (
        select min(n.key collate "C") as constraint_name
        from jsonb_each(v_needs) as n
        where n.key <> o.constraint_name
            and (n.value ->> o.row_number::text)::bigint = any(v_refused)
    ) as b
    where o.sqlstate = '23503' and b.constraint_name is not null
        and (v_needs -> o.constraint_name ->> o.row_number::text)::bigint <> all(v_refused);
    if v_blamed <> '{}' then
        v_said.sqlstate := '23503';
        select n.nspname, c.relname into v_said.schema_name, v_said.table_name
        from pg_class as c
        inner join pg_namespace as n on n.oid = c.relnamespace
        where c.oid = plan.table_id;
        for v_row in
            execute tabular_import_engine.staged_rows_sql(
                plan, format(
                    's.row_number = any(%L::pg_catalog.int8[])',
                    array(select k.k::bigint from jsonb_object_keys(v_blamed) as k (k))))
        loop
            v_said.constraint_name := v_blamed ->> v_row.row_number::text;
            v_mended := v_mended || jsonb_build_object(
                v_row.row_number,
                to_jsonb(tabular_import_engine.row_error(
                    plan, v_row.row_number, v_row.line_number, coalesce(v_row.raw, v_row.cells), v_said)));
        end loop;
    end if;
    return query
    select m.*
    from unnest(blame_refused_rows.outcomes) as o
    cross join lateral jsonb_populate_record(
        o, case when o.sqlstate = '23503' then v_mended -> o.row_number::text end) as m;
end;
$$;

comment on function tabular_import_engine.blame_refused_rows(
    tabular_import_engine.import_plan, tabular_import_engine.row_outcome[], bigint[], jsonb
) is
'Row errors of the reference engine. Alone, a row with several links to rows of its file says of the first that it is '
'not kept; here it is one whose row is refused. rejected: rows that are refused besides; needs: see needed_rows, '
'asked before any row went in.';
