create or replace function tabular_import_engine.row_json_sql(
    names text[], row_name text, is_whole boolean default false
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            'pg_catalog.jsonb_object(%L::pg_catalog.text[], array[%s]::pg_catalog.text[])',
            row_json_sql.names,
            string_agg(
                format(
                    case
                        when row_json_sql.is_whole then '(%s%I)::pg_catalog.text'
                        else 'tabular_import_engine.shortened((%s%I)::pg_catalog.text)'
                    end,
                    row_json_sql.row_name, n.name
                ), ', '
                order by n.position
            )
        )
    from unnest(row_json_sql.names) with ordinality as n (name, position)
    where row_json_sql.row_name is not null
    having count(*) > 0;
end;

comment on function tabular_import_engine.row_json_sql(text[], text, boolean) is
'SQL that makes a JSON object of columns, their values as texts; NULL where row_name is. row_name: what stands before '
'the names of the columns, such as t and a dot; is_whole: long texts are not shortened.';
