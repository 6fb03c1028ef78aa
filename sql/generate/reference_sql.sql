create or replace function tabular_import_engine.reference_sql(constraint_id oid, referred text, referring text)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.comparison_sql(
            k.conpfeqop,
            array_agg(format('%s.%I', reference_sql.referred, p.attname) order by n.place),
            array_agg(format('%s.%I', reference_sql.referring, c.attname) order by n.place)
        )
    from pg_constraint as k
    cross join unnest(k.conkey, k.confkey) with ordinality as n (referring, referred, place)
    inner join pg_attribute as c on c.attrelid = k.conrelid and c.attnum = n.referring
    inner join pg_attribute as p on p.attrelid = k.confrelid and p.attnum = n.referred
    where k.oid = reference_sql.constraint_id
    group by k.oid, k.conpfeqop;
end;

comment on function tabular_import_engine.reference_sql(oid, text, text) is
'SQL for whether a row refers to another by a foreign key. referred, referring: what stands before the names of their '
'columns, without the dot.';
