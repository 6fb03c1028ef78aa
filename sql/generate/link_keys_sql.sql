-- For a link named by a text and an integer, the second cell of the file:
--
--     case when cardinality(s.p2) = 2 then s.p2[1]::text end as k1_1,
--     case when cardinality(s.p2) = 2 then
--         case when s.p2[2] <> '' then case when (it is no integer) then null else s.p2[2]::integer end end
--     end as k1_2
create or replace function tabular_import_engine.link_keys_sql(options jsonb, job_path text)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                case
                    when p.width > 1
                        then 'case when pg_catalog.cardinality(s.p%1$s) operator(pg_catalog.=) %2$s then %3$s end'
                    else '%3$s'
                end || ' as k%4$s_%5$s',
                p.place, p.width,
                tabular_import_engine.key_value_sql(
                    p.type_id, p.typmod,
                    format(case when p.width = 1 then 's.c%s' else 's.p%s[%s]' end, p.place, p.nth),
                    link_keys_sql.job_path, p.width > 1
                ),
                p.link, p.part
            ), E',\n' order by p.link, p.part
        )
    from tabular_import_engine.link_parts(link_keys_sql.options) as p;
end;

comment on function tabular_import_engine.link_keys_sql(jsonb, text) is
'The parts of the identities of links as values, k1_1, k1_2 ... for the link 1, over rows s whose cells are divided, '
'see link_parts_sql; NULL where a part is empty or no such value. It raises for none. options: a plan''s.';
