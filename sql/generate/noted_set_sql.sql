-- With the key id, of rows that go in in the order of the file:
--
--     with written as (
--         insert into item (id, name) select ... returning (id)::pg_catalog.int8 as k1
--     ),
--     noted as (
--         insert into tabular_import_staging.job_7_1_keys (action, row_count, numbers, key)
--         select 'insert', count(*),
--             (select packed_numbers(array_agg(n.row_number)) from (select s.row_number ... order by 1) as n),
--             packed_numbers(array_agg(w.k1))::text[]
--         from written as w
--         having count(*) > 0
--     )
--     select from written
create or replace function tabular_import_engine.noted_set_sql(
    plan tabular_import_engine.import_plan, statement text, returned text, source text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'with written as (%s returning %s), noted as (insert into %s (action, row_count, numbers, key) '
            'select ''insert'', pg_catalog.count(*), '
            '(select tabular_import_engine.packed_numbers(pg_catalog.array_agg(n.row_number)) '
            'from (select s.row_number %s order by s.row_number) as n), %s from written as w '
            'having pg_catalog.count(*) operator(pg_catalog.>) 0) select from written',
            noted_set_sql.statement,
            concat_ws(
                ', ', noted_set_sql.returned,
                string_agg(
                    format(
                        '%s as k%s',
                        case
                            when k.is_number then format('(%I)::pg_catalog.int8', k.name)
                            else tabular_import_engine.column_text_sql((noted_set_sql.plan).table_id, k.name, '')
                        end,
                        k.n
                    ),
                    ', ' order by k.n
                )
            ),
            (noted_set_sql.plan).options #>> '{row_keys,table}',
            noted_set_sql.source,
            string_agg(
                format(
                    case
                        when k.is_number
                            then 'tabular_import_engine.packed_numbers(pg_catalog.array_agg(w.k%s))::pg_catalog.text[]'
                        else 'pg_catalog.array_agg(w.k%s)'
                    end,
                    k.n
                ), ' operator(pg_catalog.||) ' order by k.n
            )
        )
    from (
        select
            c.name,
            c.n,
            count(*) over () = 1 and a.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) as is_number
        from unnest(tabular_import_engine.noted_key(noted_set_sql.plan)) with ordinality as c (name, n)
        inner join pg_attribute as a on a.attrelid = (noted_set_sql.plan).table_id and a.attname = c.name
    ) as k;
end;

comment on function tabular_import_engine.noted_set_sql(tabular_import_engine.import_plan, text, text, text) is
'As noted_sql, for an insert of many rows of which each goes in, in the order of their numbers (are_noted_in_order): '
'all their keys become one line, numbers packed (packed_numbers). The rows are those of the statement that is '
'returned. source: the rows, see good_source_sql.';
