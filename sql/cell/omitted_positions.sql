create or replace function tabular_import_engine.omitted_positions(default_positions integer[], cells text[])
returns integer[]
language sql
immutable
security invoker
begin atomic
    select coalesce(array_agg(p.position order by p.position), '{}')
    from unnest(omitted_positions.default_positions) as p (position)
    where tabular_import_engine.cell(omitted_positions.cells[p.position]) is null;
end;

comment on function tabular_import_engine.omitted_positions(integer[], text[]) is
'The positions of a row''s empty cells that take the column''s default.';
