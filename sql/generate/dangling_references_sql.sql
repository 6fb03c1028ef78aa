create or replace function tabular_import_engine.dangling_references_sql(
    plan tabular_import_engine.import_plan, source text, bad text default null
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
            'm as materialized (select * from k where not exists (select from %5$s %6$s as t where %7$s offset 0)) '
            'select r.row_number, r.line_number, %8$L::text, r.value, ''23503'', %9$L::text, %10$L::text, '
            'pg_catalog.format(''Key (%%s)=(%%s) is not present in table "%%s".'', %8$L, '
            'pg_catalog.concat_ws('', '', %11$s), '
            '%12$L), %13$L::text from r inner join m on %14$s order by r.row_number',
            tabular_import_engine.column_list_sql(dangling_references_sql.plan, k.conkey, '{cell}', ', '),
            v.typed,
            tabular_import_engine.fit_source_sql(
                dangling_references_sql.plan, dangling_references_sql.source, dangling_references_sql.bad, k.conkey
            ),
            tabular_import_engine.column_list_sql(dangling_references_sql.plan, k.conkey, 'f{n}', ', '),
            case f.relkind when 'p' then '' else 'only' end,
            tabular_import_engine.table_path(k.confrelid),
            tabular_import_engine.comparison_sql(k.conpfeqop, v.referred, v.referring),
            v.names,
            k.conname,
            format('insert or update on table "%s" violates foreign key constraint "%s"', t.relname, k.conname),
            tabular_import_engine.column_list_sql(dangling_references_sql.plan, k.conkey, 'r.f{n}', ', '),
            f.relname,
            tabular_import_engine.row_hint('23503'),
            tabular_import_engine.comparison_sql(
                k.conffeqop,
                array(select format('r.f%s', n) from generate_series(1, cardinality(k.conkey)) as n),
                array(select format('m.f%s', n) from generate_series(1, cardinality(k.conkey)) as n)
            )
        )
    from tabular_import_engine.checked_references((dangling_references_sql.plan).table_id) as c
    inner join pg_constraint as k on k.oid = c.constraint_id
    inner join pg_class as t on t.oid = k.conrelid
    inner join pg_class as f on f.oid = k.confrelid
    cross join lateral tabular_import_engine.reference_parts_sql(dangling_references_sql.plan, k.oid, 'k') as v
    where
        k.confrelid <> k.conrelid and k.confmatchtype = 's'
        and not coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
        and v.is_readable and not row_security_active(k.confrelid)
        and has_schema_privilege(f.relnamespace, 'usage')
        and tabular_import_engine.column_list_sql(dangling_references_sql.plan, k.conkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.dangling_references_sql(tabular_import_engine.import_plan, text, text) is
'For each reference to another table that the current user may read in full, the query that finds the rows whose '
'reference dangles, as row errors. source: see chunk_source_sql, without rows that are bad already; '
'bad: see fit_source.';
