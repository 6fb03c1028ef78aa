create or replace function tabular_import_engine.default_positions(table_id oid, header text[], use_defaults boolean)
returns integer[]
language sql
stable
security invoker
begin atomic
    select coalesce(array_agg(h.position::integer order by h.position), '{}')
    from unnest(default_positions.header) with ordinality as h (name, position)
    inner join tabular_import_engine.target_columns(default_positions.table_id) as c on c.column_name = h.name
    where c.has_default and (c.in_key or default_positions.use_defaults);
end;

comment on function tabular_import_engine.default_positions(oid, text[], boolean) is
'The positions in a header of columns in which an empty cell means the default: those of the primary key, or with '
'use_defaults every column that has one.';
