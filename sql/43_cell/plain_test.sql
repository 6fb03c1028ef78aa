create or replace function tabular_import_engine.plain_test(type_id oid, typmod integer, value text)
returns text
language sql
stable
security invoker
begin atomic
    -- What comes back from a type as it went in has not been changed; in the styles of other settings dates do, too.
    select
        case
            when b.base_type_id = any(array['int2', 'int4', 'int8', 'numeric', 'float4', 'float8']::regtype[])
                then
                    format(
                        '(%1$s::%2$s)::text operator(pg_catalog.=) %1$s', plain_test.value,
                        format_type(b.base_type_id, b.base_typmod)
                    )
            when b.base_type_id = any(array['date', 'timestamp']::regtype[]) then format(
                'pg_catalog.substr(%1$s, 5, 1) operator(pg_catalog.=) ''-'' '
                'and (%1$s::%2$s)::text operator(pg_catalog.=) %1$s',
                plain_test.value, format_type(b.base_type_id, b.base_typmod)
            )
        end
    from tabular_import_engine.base_type(plain_test.type_id, plain_test.typmod) as b;
end;

comment on function tabular_import_engine.plain_test(oid, integer, text) is
'A cheap test, as SQL, that most values of a type pass and none that its guard refuses; NULL where there is none. '
'value: an SQL expression of type text; one that is no such value makes the test raise, as the cast would.';
