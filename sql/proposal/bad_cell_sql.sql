create or replace function tabular_import_private.bad_cell_sql(type_id oid, typmod integer)
returns text
language sql
stable
security invoker
begin atomic
    -- A cast to an enum may be made by users, at any time, and their code is not run here.
    select coalesce(
        (
            select
                format(
                    '(t.value <> '''' and t.value <> all (%L::text[]))',
                    array_agg(e.enumlabel::text order by e.enumsortorder)
                )
            from pg_enum as e
            where e.enumtypid = bad_cell_sql.type_id
            having count(*) > 0
        ),
        (
            select format('coalesce(%s, false)', s.is_bad)
            from tabular_import_engine.soft_check_sql(
                bad_cell_sql.type_id, bad_cell_sql.typmod, 't.value', 'pg_catalog, pg_temp'
            ) as s
        )
    );
end;

comment on function tabular_import_private.bad_cell_sql(oid, integer) is
'Whether text t.value is no value of a type, as SQL. type_id: no domain.';
