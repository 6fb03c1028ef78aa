create or replace function tabular_import_engine.comparison_sql(
    operators oid[], left_values text[], right_values text[]
)
returns text
language sql
stable
security invoker
begin atomic
    -- A bare name could be any other role's operator for just these types.
    select
        string_agg(
            format(
                '%s operator(%I.%s) %s',
                tabular_import_engine.as_type_sql(v.left_value, o.oprleft),
                n.nspname,
                o.oprname,
                tabular_import_engine.as_type_sql(v.right_value, o.oprright)
            ),
            ' and ' order by v.position
        )
    from
        unnest(comparison_sql.operators, comparison_sql.left_values, comparison_sql.right_values)
        with ordinality as v (operator, left_value, right_value, position)
    inner join pg_operator as o on o.oid = v.operator
    inner join pg_namespace as n on n.oid = o.oprnamespace;
end;

comment on function tabular_import_engine.comparison_sql(oid[], text[], text[]) is
'SQL that compares the columns of two keys, each by an operator of its own.';
