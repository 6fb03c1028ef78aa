create or replace function tabular_import_engine.with_matches(table_id oid, header text[], options jsonb)
returns jsonb
language sql
stable
security invoker
begin atomic
    select
        with_matches.options || jsonb_build_object(
            'matched',
            jsonb_build_object(
                'header', to_jsonb(with_matches.header), 'rows', coalesce(jsonb_agg(to_jsonb(m) order by m.place), '[]')
            )
        )
    from
        tabular_import_engine.match_header(
            with_matches.table_id, with_matches.header, with_matches.options - 'matched'
        ) as m;
end;

comment on function tabular_import_engine.with_matches(oid, text[], jsonb) is
'A job''s options with what match_header says of a header, so that it need not be found out again by those who are '
'given these options. No plan may have them so.';
