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
                        then format(
                            'case when pg_catalog.cardinality(s.p%s) operator(pg_catalog.=) %s then ', p.place, p.width
                        )
                    else ''
                end
                || case
                    when y.is_text and p.width = 1 then 'nullif(%1$s, '''')::%4$s'
                    when y.is_text then '%1$s::%4$s'
                    else
                        'case '
                        -- Most are written as PostgreSQL does.
                        || case
                            when n.plain is not null
                                then
                                    'when case when pg_catalog.pg_input_is_valid(%1$s, %7$L) then %8$s end '
                                    'then %1$s::%7$s '
                            else ''
                        end
                        || 'when %1$s operator(pg_catalog.<>) '''' then case when %5$s then null else %6$s end end'
                end
                || case when p.width > 1 then ' end' else '' end || ' as k%2$s_%3$s',
                v.part, p.link, p.part, format_type(p.type_id, -1), c.is_bad,
                tabular_import_engine.value_sql(p.type_id, p.typmod, v.part),
                format_type(p.type_id, p.typmod), n.plain
            ), E',\n' order by p.link, p.part
        )
    from tabular_import_engine.link_parts(link_keys_sql.options) as p
    cross join
        lateral format(case when p.width = 1 then 's.c%s' else 's.p%s[%s]' end, p.place, p.nth) as v (part)
    inner join pg_type as t on t.oid = p.type_id
    inner join pg_proc as i on i.oid = t.typinput
    -- A domain may refuse a text, and a type of others too, unless it reads texts as PostgreSQL's own do.
    cross join
        lateral coalesce(
            t.typtype = 'b' and i.prolang = 12 and i.prosrc = any('{textin,varcharin,bpcharin}'), false
        ) as y (is_text)
    cross join
        lateral (
            values (
                case
                    when t.typtype = 'b' and current_setting('server_version_num')::integer >= 160000
                        then tabular_import_engine.plain_test_sql(p.type_id, p.typmod, v.part)
                end
            )
        ) as n (plain)
    cross join lateral tabular_import_engine.soft_check_sql(p.type_id, p.typmod, v.part, link_keys_sql.job_path) as c;
end;

comment on function tabular_import_engine.link_keys_sql(jsonb, text) is
'The parts of the identities of links as values, k1_1, k1_2 ... for the link 1, over rows s whose cells are divided, '
'see link_parts_sql; NULL where a part is empty or no such value. It raises for none. options: a plan''s.';
