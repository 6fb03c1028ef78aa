create or replace function tabular_import_engine.reference_parts_sql(
    plan tabular_import_engine.import_plan, constraint_id oid, referring_table text
)
returns table (typed text, referring text[], referred text[], names text, is_readable boolean)
language sql
stable
security invoker
begin atomic
    select
        -- The operator's type and no collation: keys may be the same on this side alone.
        string_agg(
            format(
                '%s as f%s',
                tabular_import_engine.collated_sql(
                    tabular_import_engine.as_type_sql(
                        tabular_import_engine.column_list_sql(
                            reference_parts_sql.plan, array[a.attnum], '{expression}', ''
                        ),
                        o.oprright
                    ),
                    case when a.attcollation <> 0 then '"C"'::regcollation::oid else 0 end
                ),
                n.position
            ),
            ', ' order by n.position
        ) as typed,
        array_agg(
            tabular_import_engine.collated_sql(
                format('%I.f%s', reference_parts_sql.referring_table, n.position), b.attcollation
            )
            order by n.position
        ) as referring,
        array_agg(format('t.%I', b.attname) order by n.position) as referred,
        string_agg(a.attname, ', ' order by n.position) as names,
        bool_and(has_column_privilege(k.confrelid, n.referred, 'select')) as is_readable
    from pg_constraint as k
    cross join
        unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality as n (referring, referred, operator, position)
    inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
    inner join pg_attribute as b on b.attrelid = k.confrelid and b.attnum = n.referred
    inner join pg_operator as o on o.oid = n.operator
    where k.oid = reference_parts_sql.constraint_id;
end;

comment on function tabular_import_engine.reference_parts_sql(tabular_import_engine.import_plan, oid, text) is
'Pieces of SQL for a reference, compared as PostgreSQL does. typed: the file''s keys, as f1, f2 ...; referring: these '
'in referring_table, referred: the keys in t, both as operands of conpfeqop; names: of the referring columns; '
'is_readable: the current user may read the keys referred to.';
