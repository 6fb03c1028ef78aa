create or replace function tabular_import_engine.unknown_names_hint(
    table_id oid, header text[], options jsonb, alike bigint[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.nearest_hint(
            array(
                select n.name
                from
                    tabular_import_engine.header_cells(
                        unknown_names_hint.table_id, unknown_names_hint.header, unknown_names_hint.options
                    ) as n
                where
                    n.meant is null
                    and not exists (
                        select from tabular_import_engine.target_columns(unknown_names_hint.table_id) as t
                        where lower(t.column_name) = lower(btrim(n.name))
                    )
                    and n.place <> all(unknown_names_hint.alike)
                order by n.place
            ),
            array(
                select t.column_name
                from tabular_import_engine.target_columns(unknown_names_hint.table_id) as t
                where
                    t.is_writable
                    and t.column_name not in (
                        select n.meant
                        from
                            tabular_import_engine.header_cells(
                                unknown_names_hint.table_id, unknown_names_hint.header, unknown_names_hint.options
                            ) as n
                        where n.meant is not null
                    )
                union all
                select l.stem from tabular_import_engine.target_links(unknown_names_hint.table_id) as l
                where l.stem is not null
            )
        );
end;

comment on function tabular_import_engine.unknown_names_hint(oid, text[], jsonb, bigint[]) is
'What names of a header that are not even alike to a column''s may stand for; NULL if there is nothing to say. '
'options: see header_cells; alike: the places of those that are.';
