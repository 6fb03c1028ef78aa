create or replace function tabular_import_engine.index_terms_sql(
    index_id oid, job_path text, out keys text, out operators oid[], out condition text
)
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                '%s as k%s',
                tabular_import_engine.collated_sql(format('(%s)', d.keys[p.position::integer]), p.collation_id),
                p.position
            ),
            ', ' order by p.position
        ) as keys,
        array_agg(coalesce(c.conexclop[p.position::integer], o.amopopr) order by p.position) as operators,
        min(d.condition) as condition
    from pg_index as x
    inner join lateral tabular_import_engine.table_indexes(x.indrelid) as i on i.index_id = x.indexrelid
    left join pg_constraint as c on c.conindid = i.index_id and c.conrelid = x.indrelid and c.contype = 'x'
    cross join lateral tabular_import_engine.index_parts_sql(i.index_id, index_terms_sql.job_path) as d
    cross join unnest(i.class_ids, i.collation_ids) with ordinality as p (class_id, collation_id, position)
    inner join pg_opclass as q on q.oid = p.class_id
    -- Strategy 3 of a B-tree is equality.
    left join pg_amop as o
        on
            o.amopfamily = q.opcfamily and o.amoplefttype = q.opcintype and o.amoprighttype = q.opcintype
            and o.amopstrategy = 3 and o.amoppurpose = 's'
    where x.indexrelid = index_terms_sql.index_id;
end;

comment on function tabular_import_engine.index_terms_sql(oid, text) is
'What an index is over, as a list of k1, k2 ... over the columns of its table, the operators by which two rows of '
'these clash, and the condition for a row to be in it, as SQL that means the same under job_path.';
