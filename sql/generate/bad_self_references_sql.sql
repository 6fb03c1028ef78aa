create or replace function tabular_import_engine.bad_self_references_sql(
    plan tabular_import_engine.import_plan, source text, bad text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        format(
            'with r as materialized (select s.row_number, s.line_number, pg_catalog.concat_ws('', '', %1$s) as '
            'value, %2$s %3$s), '
            'k as materialized (select distinct %4$s from r where row(%4$s) is not null), '
            'p as materialized (select %5$s %6$s union all select %5$s %7$s), '
            'm as materialized (select * from k where not exists (select from only %8$s as t where %9$s offset 0) '
            'and not exists (select from p where %10$s)) '
            'select r.row_number, r.line_number, %11$L::text, r.value, ''23503'', %12$L::text, %13$L::text, '
            'pg_catalog.format(''Key (%%s)=(%%s) is not present in table "%%s".'', %11$L, '
            'pg_catalog.concat_ws('', '', %14$s), %15$L), %16$L::text from r inner join m on %17$s order by 1',
            tabular_import_engine.column_list_sql(bad_self_references_sql.plan, k.conkey, '{cell}', ', '),
            v.typed,
            tabular_import_engine.fit_source_sql(
                bad_self_references_sql.plan, bad_self_references_sql.source, bad_self_references_sql.bad,
                k.conkey
            ),
            tabular_import_engine.column_list_sql(bad_self_references_sql.plan, k.conkey, 'f{n}', ', '),
            tabular_import_engine.column_list_sql(
                bad_self_references_sql.plan, k.confkey, '{expression} as k{n}', ', '
            ),
            tabular_import_engine.rest_source_sql(bad_self_references_sql.source, bad_self_references_sql.bad),
            tabular_import_engine.fit_source_sql(
                bad_self_references_sql.plan, bad_self_references_sql.source, bad_self_references_sql.bad,
                k.confkey
            ),
            tabular_import_engine.table_path(k.confrelid),
            tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring),
            tabular_import_engine.comparison_sql(
                k.conpfeqop,
                array(select format('p.k%s', n) from generate_series(1, cardinality(k.confkey)) as n),
                v.referring
            ),
            v.names,
            k.conname,
            format('insert or update on table "%s" violates foreign key constraint "%s"', t.relname, k.conname),
            tabular_import_engine.column_list_sql(bad_self_references_sql.plan, k.conkey, 'r.f{n}', ', '),
            t.relname,
            tabular_import_engine.row_hint('23503'),
            tabular_import_engine.comparison_sql(
                k.conffeqop,
                array(select format('r.f%s', n) from generate_series(1, cardinality(k.conkey)) as n),
                array(select format('m.f%s', n) from generate_series(1, cardinality(k.conkey)) as n)
            )
        )
    from tabular_import_engine.checked_references((bad_self_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    inner join pg_class as t on t.oid = k.conrelid
    cross join lateral tabular_import_engine.reference_parts_sql(bad_self_references_sql.plan, k.oid, 'k') as v
    where
        k.confrelid = k.conrelid
        and tabular_import_engine.column_list_sql(bad_self_references_sql.plan, k.conkey, '', '') is not null
        and tabular_import_engine.column_list_sql(bad_self_references_sql.plan, k.confkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.bad_self_references_sql(
    tabular_import_engine.import_plan, text, text
) is
'For each reference of the target to itself, the query that finds those of the bad rows whose reference leads to no '
'row of the table or of the file, good or bad, as row errors. Only for targets of may_judge. source: see '
'chunk_source; bad: see fit_source.';
