create or replace function tabular_import_engine.self_references_sql(
    plan tabular_import_engine.import_plan, source text
)
returns setof text
language sql
stable
security invoker
begin atomic
    select
        format(
            'with r as materialized (select s.row_number, s.line_number, pg_catalog.concat_ws('', '', %1$s) as '
            'value, %2$s, %3$s %4$s), '
            'k as materialized (select distinct %5$s from r where row(%5$s) is not null), '
            'm as materialized (select * from k where not exists (select from only %6$s as t where %7$s offset 0)) '
            'select p.row_number as needed, r.row_number, r.line_number, %8$L::text as column_name, r.value, '
            '''23503'' as sqlstate, %9$L::text as constraint_name, %10$L::text as message, '
            'pg_catalog.format(''Key (%%s)=(%%s) is not present in table "%%s".'', %8$L, '
            'pg_catalog.concat_ws('', '', %11$s), %12$L) as detail, %13$L::text as hint '
            'from r inner join m on %14$s left join r as p on %15$s',
            tabular_import_engine.column_list_sql(self_references_sql.plan, k.conkey, '{cell}', ', '),
            v.typed,
            tabular_import_engine.column_list_sql(self_references_sql.plan, k.confkey, '{expression} as k{n}', ', '),
            self_references_sql.source,
            tabular_import_engine.column_list_sql(self_references_sql.plan, k.conkey, 'f{n}', ', '),
            tabular_import_engine.table_path(k.confrelid),
            tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring),
            v.names,
            k.conname,
            format('insert or update on table "%s" violates foreign key constraint "%s"', t.relname, k.conname),
            tabular_import_engine.column_list_sql(self_references_sql.plan, k.conkey, 'r.f{n}', ', '),
            t.relname,
            tabular_import_engine.row_hint('23503'),
            tabular_import_engine.comparison_sql(
                k.conffeqop,
                array(select format('r.f%s', n) from generate_series(1, cardinality(k.conkey)) as n),
                array(select format('m.f%s', n) from generate_series(1, cardinality(k.conkey)) as n)
            ),
            tabular_import_engine.comparison_sql(
                k.conpfeqop,
                array(select format('p.k%s', n) from generate_series(1, cardinality(k.confkey)) as n),
                w.referring
            )
        )
    from tabular_import_engine.checked_references((self_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    inner join pg_class as t on t.oid = k.conrelid
    cross join lateral tabular_import_engine.reference_parts_sql(self_references_sql.plan, k.oid, 'k') as v
    cross join lateral tabular_import_engine.reference_parts_sql(self_references_sql.plan, k.oid, 'r') as w
    where
        k.confrelid = k.conrelid and k.confmatchtype = 's'
        and not coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
        and v.is_readable and not row_security_active(k.confrelid)
        and tabular_import_engine.column_list_sql(self_references_sql.plan, k.conkey, '', '') is not null
        and tabular_import_engine.column_list_sql(self_references_sql.plan, k.confkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.self_references_sql(tabular_import_engine.import_plan, text) is
'For each reference of the target to itself that the file brings with its key, the query that finds the rows whose '
'reference the table alone does not keep: needed, the row of the file that has the key (NULL: none), and what the '
'row error says. source: see chunk_source_sql, without rows that are bad for other reasons than references.';
