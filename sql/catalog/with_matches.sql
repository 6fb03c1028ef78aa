create or replace function tabular_import_engine.with_matches(table_id oid, header text[], options jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := (
        select coalesce(jsonb_agg(to_jsonb(m) order by m.place), '[]')
        from tabular_import_engine.match_header(
            with_matches.table_id, with_matches.header, with_matches.options - 'matched') as m);
    v_matched jsonb := jsonb_build_object('header', to_jsonb(with_matches.header), 'rows', v_rows);
begin
    if v_rows @? '$[*].link ? (@.type() == "object")' then
        v_matched := v_matched || jsonb_build_object(
            'links', tabular_import_engine.header_links(
                with_matches.table_id, with_matches.header,
                with_matches.options || jsonb_build_object('matched', v_matched)));
    end if;
    return with_matches.options || jsonb_build_object('matched', v_matched);
end;
$$;

comment on function tabular_import_engine.with_matches(oid, text[], jsonb) is
'A job''s options with what match_header and header_links say of a header, so that it need not be found out again by '
'those who are given these options. No plan may have them so.';
