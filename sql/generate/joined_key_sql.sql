create or replace function tabular_import_engine.joined_key_sql(link jsonb, parts text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when bool_or(t.typcategory = 'S')
                then string_agg(
                    case
                        when t.typcategory = 'S' then joined_key_sql.parts[p.part]
                        -- Of what is no text, only the same is alike.
                        else
                            format(
                                'pg_catalog.replace(pg_catalog.hashtextextended(%s, 0)::text, ''-'', ''0'')',
                                joined_key_sql.parts[p.part]
                            )
                    end,
                    ' || e''\x01'' || ' order by p.part
                )
        end
    from
        tabular_import_engine.link_parts(
            jsonb_build_object('links', jsonb_build_array(joined_key_sql.link))
        ) as p
    inner join pg_type as t on t.oid = p.type_id;
end;

comment on function tabular_import_engine.joined_key_sql(jsonb, text[]) is
'The key of a link as resembling_keys_sql compares it, as SQL; NULL where no part of it is a text. parts: SQL for the '
'texts of its parts; link: see plan_links.';
