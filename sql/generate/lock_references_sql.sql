create or replace function tabular_import_engine.lock_references_sql(
    plan tabular_import_engine.import_plan, source text
)
returns text[]
language sql
stable
security invoker
begin atomic
    select
        array_agg(
            case
                when tabular_import_engine.has_plain_references(k.conrelid)
                    then
                        format(
                            'with k as materialized (select distinct %s %s), '
                            'n as materialized (select k.*, pg_catalog.row_number() over () as n from k '
                            'where row(%s) is not null), '
                            'l as materialized (select n.n from n inner join only %s as t on %s for key share of t) '
                            'select 1 where (select pg_catalog.count(*) from n) operator(pg_catalog.=) '
                            '(select pg_catalog.count(*) from (select distinct l.n from l) as d)',
                            v.typed,
                            lock_references_sql.source,
                            tabular_import_engine.column_list_sql(lock_references_sql.plan, k.conkey, 'k.f{n}', ', '),
                            tabular_import_engine.table_path(k.confrelid),
                            tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring)
                        )
                else 'select 1 where false'
            end
            order by k.oid
        )
    from pg_constraint as k
    cross join lateral tabular_import_engine.reference_parts_sql(lock_references_sql.plan, k.oid, 'n') as v
    where
        k.contype = 'f' and k.conrelid = (lock_references_sql.plan).table_id
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true);
end;

comment on function tabular_import_engine.lock_references_sql(tabular_import_engine.import_plan, text) is
'For each reference of the target, the query that locks the rows referred to and returns a row if none of them is '
'missing. source: see chunk_source.';
