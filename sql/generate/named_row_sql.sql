create or replace function tabular_import_engine.named_row_sql(link jsonb)
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        select
            format('%s.%I::pg_catalog.text', t.name, p.part ->> 'column') as value,
            p.number
        from jsonb_array_elements(named_row_sql.link -> 'parts') with ordinality as p (part, number)
        inner join
            tabular_import_engine.link_tables(named_row_sql.link) as t
            on t.path = array(
                select s.step::oid
                from jsonb_array_elements_text(p.part -> 'path') with ordinality as s (step, n)
                order by s.n
            )
    )

    select
        format(
            'case when %s then %s end',
            string_agg(
                format('pg_catalog.octet_length(%s) operator(pg_catalog.>) 0', p.value), ' and ' order by p.number
            ),
            case
                when count(*) = 1 then min(p.value)
                else format(
                    'pg_catalog.concat_ws(''.'', %s)',
                    string_agg(
                        format('tabular_import_engine.identity_part(%s)', p.value), ', ' order by p.number
                    )
                )
            end
        )
    from part as p;
end;

comment on function tabular_import_engine.named_row_sql(jsonb) is
'SQL for the identity by which a file names a row, over the tables of link_tables_sql; NULL where a part of it is NULL '
'or the empty text, as no cell can stand for that. link: see link_tables.';
