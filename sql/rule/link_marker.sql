create or replace function tabular_import_engine.link_marker()
returns text
language sql
immutable
security invoker
begin atomic
    -- No key of a table begins so.
    select chr(1) || 'no such row 5b0f6c1d9e2a4783:';
end;

comment on function tabular_import_engine.link_marker() is
'With what the cell of a link begins that names no row; the identity follows, as the rules have made it.';
