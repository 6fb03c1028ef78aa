-- For a link named by a text and an integer, the second cell of the file:
--
--     s.p2[1]::text as k1_1,
--     case when s.p2[2] <> '' then case when (it is no integer) then null else s.p2[2]::integer end end as k1_2
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
                    when y.is_text and p.width = 1 then 'nullif(%1$s, '''')::%4$s as k%2$s_%3$s'
                    when y.is_text then '%1$s::%4$s as k%2$s_%3$s'
                    else
                        'case when %1$s operator(pg_catalog.<>) '''' then case when %5$s then null else %6$s end end '
                        'as k%2$s_%3$s'
                end,
                v.part, p.link, p.part, format_type(p.type_id, -1), c.is_bad,
                tabular_import_engine.value_sql(p.type_id, p.typmod, v.part)
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
    cross join lateral tabular_import_engine.soft_check_sql(p.type_id, p.typmod, v.part, link_keys_sql.job_path) as c;
end;

comment on function tabular_import_engine.link_keys_sql(jsonb, text) is
'The parts of the identities of links as values, k1_1, k1_2 ... for the link 1, over rows s whose cells are divided, '
'see link_parts_sql; NULL where a part is empty or no such value. It raises for none. options: a plan''s.';
