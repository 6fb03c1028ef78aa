create or replace function tabular_import_private.cell_shape_sql(type_id oid, value text)
returns text
language sql
immutable
security invoker
begin atomic
    -- Of digits only zeros tell whether a number keeps all of them. An hour before AM or PM is one of twelve.
    select case
        when cell_shape_sql.type_id = any(tabular_import_engine.number_types())
            then format('translate(%s, ''23456789'', ''11111111'')', cell_shape_sql.value)
        when cell_shape_sql.type_id = any(array['timestamp', 'timestamptz', 'time', 'timetz']::regtype[])
            then format(
                'concat(left(%1$s, %2$s), translate(substr(%1$s, %2$s + 1), ''23456789'', ''11111111''))',
                cell_shape_sql.value,
                format(
                    'greatest(strpos(%1$s, '':'') - case when %1$s ~* ''[ap][.]? ?m'' then 0 else 3 end, 0)',
                    cell_shape_sql.value
                )
            )
        else cell_shape_sql.value
    end;
end;

comment on function tabular_import_private.cell_shape_sql(oid, text) is
'SQL for what is the same in cells that a rule reads alike, so that of millions few have to be judged. type_id: no '
'domain; value: an SQL expression of type text.';
