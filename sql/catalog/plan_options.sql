create or replace function tabular_import_engine.plan_options(table_id oid, header text[], options jsonb)
returns jsonb
language sql
stable
security invoker
begin atomic
    select
        plan_options.options - 'columns' - 'links'
        || case
            when count(*) filter (where m.column_name is not null and m.rules is not null) > 0
                then jsonb_build_object(
                    'columns',
                    jsonb_object_agg(m.column_name, m.rules) filter (
                        where m.column_name is not null and m.rules is not null
                    )
                )
            else '{}'
        end
        || case
            when count(*) filter (where m.link is not null) > 0
                then jsonb_build_object(
                    'links',
                    tabular_import_engine.header_links(
                        plan_options.table_id, plan_options.header, plan_options.options
                    )
                )
            else '{}'
        end
        || jsonb_strip_nulls(
            jsonb_build_object('row_version', max(m.place) filter (where m.step = 'row version'))
        )
    from
        tabular_import_engine.match_header(
            plan_options.table_id, plan_options.header, plan_options.options
        ) as m;
end;

comment on function tabular_import_engine.plan_options(oid, text[], jsonb) is
'A job''s options as plans have them: in option columns stand no names of the header any more, but those of the '
'table''s columns, with the options for their values; in option links what header_links makes of them and of the '
'header; row_version is the place of the cell with the version of a row.';
