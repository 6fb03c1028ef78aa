create or replace function tabular_import_engine.self_reference_queries(
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
            'm as materialized (select * from k where not exists (select from only %6$s as t where row(%7$s) = '
            'row(%8$s) offset 0)) '
            'select p.row_number as needed, r.row_number, r.line_number, %9$L::text as column_name, r.value, '
            '''23503'' as sqlstate, %10$L::text as constraint_name, %11$L::text as message, '
            'pg_catalog.format(''Key (%%s)=(%%s) is not present in table "%%s".'', %9$L, '
            'pg_catalog.concat_ws('', '', %12$s), %13$L) as detail, %14$L::text as hint '
            'from r inner join m on row(%12$s) = row(%15$s) left join r as p on row(%12$s) = row(%16$s)',
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, '{cell}', ', '),
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, '{expression} as f{n}', ', '),
            tabular_import_engine.column_list(self_reference_queries.plan, k.confkey, '{expression} as k{n}', ', '),
            self_reference_queries.source,
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, 'f{n}', ', '),
            tabular_import_engine.table_path(k.confrelid),
            tabular_import_engine.column_list(self_reference_queries.plan, k.confkey, 't.{name}', ', '),
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, 'k.f{n}', ', '),
            v.names,
            k.conname,
            format('insert or update on table "%s" violates foreign key constraint "%s"', t.relname, k.conname),
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, 'r.f{n}', ', '),
            t.relname,
            tabular_import_engine.row_hint('23503'),
            tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, 'm.f{n}', ', '),
            tabular_import_engine.column_list(self_reference_queries.plan, k.confkey, 'p.k{n}', ', ')
        )
    from pg_constraint as k
    inner join pg_class as t on t.oid = k.conrelid
    cross join
        lateral (
            select
                string_agg(a.attname, ', ' order by n.position) as names,
                bool_and(has_column_privilege(k.confrelid, n.referred, 'select')) as is_readable
            from unnest(k.conkey, k.confkey) with ordinality as n (referring, referred, position)
            inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
        ) as v
    where
        k.contype = 'f' and k.conrelid = (self_reference_queries.plan).table_id and k.confrelid = k.conrelid
        and k.confmatchtype = 's' and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and v.is_readable and not row_security_active(k.confrelid)
        and tabular_import_engine.column_list(self_reference_queries.plan, k.conkey, '', '') is not null
        and tabular_import_engine.column_list(self_reference_queries.plan, k.confkey, '', '') is not null
    order by k.conname;
end;

comment on function tabular_import_engine.self_reference_queries(tabular_import_engine.import_plan, text) is
'For each reference of the target to itself that the file brings with its key, the query that finds the rows whose '
'reference the table alone does not keep: needed, the row of the file that has the key (NULL: none), and what the '
'row error says. source: see chunk_source, without rows that are bad for other reasons than references.';
