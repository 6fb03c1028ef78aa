create or replace function tabular_import_engine.reference_parts_sql(
    plan tabular_import_engine.import_plan, constraint_id oid, referring_table text
)
returns table (typed text, referring text[], referred text[], names text)
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
                    tabular_import_engine.as_type_sql(v.value, o.oprright),
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
        array_agg(format('referred.%I', b.attname) order by n.position) as referred,
        string_agg(a.attname, ', ' order by n.position) as names
    from pg_constraint as k
    cross join
        unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality as n (referring, referred, operator, position)
    inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
    inner join pg_attribute as b on b.attrelid = k.confrelid and b.attnum = n.referred
    inner join pg_operator as o on o.oid = n.operator
    left join tabular_import_engine.brought_columns(reference_parts_sql.plan, k.conkey) as v on v.place = n.position
    where k.oid = reference_parts_sql.constraint_id;
end;

comment on function tabular_import_engine.reference_parts_sql(tabular_import_engine.import_plan, oid, text) is
'Pieces of SQL for a reference, compared as PostgreSQL does. typed: the file''s keys, as f1, f2 ...; referring: these '
'in referring_table, referred: the keys in the table of this name, both as operands of conpfeqop; names: of the '
'referring columns.';
