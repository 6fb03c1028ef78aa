create or replace function tabular_import_engine.null_link_sql(
    link jsonb, number bigint, out is_empty text, out is_null text
)
language sql
stable
security invoker
begin atomic
    select
        e.is_empty,
        e.is_empty || case
            -- A whole key, of which there is no row.
            when null_link_sql.link ->> 'on_missing' = 'null'
                then (
                    select
                        format(
                            ' or (%s)',
                            string_agg(format('s.k%s_%s is not null', null_link_sql.number, n), ' and ' order by n)
                        )
                    from generate_series(1, jsonb_array_length(null_link_sql.link -> 'parts')) as n (n)
                )
            else ''
        end as is_null
    from (
        select
            string_agg(
                format('coalesce(s.c%s, '''') operator(pg_catalog.=) ''''', c.cell ->> 'place'), ' and ' order by c.n
            ) as is_empty
        from jsonb_array_elements(null_link_sql.link -> 'cells') with ordinality as c (cell, n)
    ) as e;
end;

comment on function tabular_import_engine.null_link_sql(jsonb, bigint) is
'Conditions over the rows s of link_rows_sql: is_empty, that all cells of a link are empty; is_null, that the link '
'becomes NULL if it has found no row. link, number: see plan_links.';
