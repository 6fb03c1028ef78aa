create or replace function tabular_import_engine.other_case_names(table_id oid, header text[], options jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select string_agg(format('%s for %s', s.column_name, s.name), ', ' order by s.place)
    from (
        select
            n.place,
            tabular_import_engine.shown_name(n.name) as name,
            t.column_name
        from
            tabular_import_engine.header_cells(
                other_case_names.table_id, other_case_names.header, other_case_names.options
            ) as n
        inner join
            tabular_import_engine.target_columns(other_case_names.table_id) as t
            on lower(t.column_name) = lower(btrim(n.name))
        where n.meant is null
        order by n.place, t.column_name
        limit 20
    ) as s;
end;

comment on function tabular_import_engine.other_case_names(oid, text[], jsonb) is
'Names of a header that only capital and small letters keep from being columns, as a list of what to write for which; '
'NULL if there are none. options: see header_cells.';
