create or replace function tabular_import_engine.plain_test_sql(
    type_id oid, typmod integer, value text, typed text default null
)
returns text
language sql
stable
security invoker
begin atomic
    -- What comes back from a type as it went in has not been changed; in the styles of other settings dates do, too.
    select
        case
            when b.base_type_id = any(tabular_import_engine.number_types())
                then format('(%s)::text operator(pg_catalog.=) %s', v.typed, plain_test_sql.value)
            when b.base_type_id = any(array['date', 'timestamp']::regtype[]) then format(
                'pg_catalog.substr(%1$s, 5, 1) operator(pg_catalog.=) ''-'' '
                'and (%2$s)::text operator(pg_catalog.=) %1$s',
                plain_test_sql.value, v.typed
            )
        end
    from tabular_import_engine.base_type(plain_test_sql.type_id, plain_test_sql.typmod) as b
    cross join
        lateral coalesce(
            plain_test_sql.typed, format('%s::%s', plain_test_sql.value, format_type(b.base_type_id, b.base_typmod))
        ) as v (typed);
end;

comment on function tabular_import_engine.plain_test_sql(oid, integer, text, text) is
'A cheap test, as SQL, that most values of a type pass and none that its guard refuses; NULL where there is none. '
'value: an SQL expression of type text; typed: one for the same value after the cast, by default the cast.';
