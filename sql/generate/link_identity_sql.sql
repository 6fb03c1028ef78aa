create or replace function tabular_import_engine.link_identity_sql(options jsonb, link bigint, cells text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when count(*) = 1 then min(link_identity_sql.cells[p.place])
            else format(
                'pg_catalog.concat_ws(''.'', %s)',
                string_agg(
                    case
                        when p.width = 1
                            then format('tabular_import_engine.identity_part(%s)', link_identity_sql.cells[p.place])
                        else format('coalesce(%s, '''')', link_identity_sql.cells[p.place])
                    end,
                    ', ' order by p.first_part
                )
            )
        end
    from (
        select
            q.place,
            q.width,
            min(q.part) as first_part
        from tabular_import_engine.link_parts(link_identity_sql.options) as q
        where q.link = link_identity_sql.link
        group by q.place, q.width
    ) as p;
end;

comment on function tabular_import_engine.link_identity_sql(jsonb, bigint, text[]) is
'The identity by which a link names a row as one text, 1.5, whether it stands in one cell or in several. cells: SQL '
'for each cell of the header; options: a plan''s.';
