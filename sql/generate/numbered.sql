create or replace function tabular_import_engine.numbered(prefix text, last integer)
returns text[]
language sql
immutable
security invoker
begin atomic
    select array_agg(numbered.prefix || n order by n) from generate_series(1, numbered.last) as n;
end;

comment on function tabular_import_engine.numbered(text, integer) is
'{r.k1,r.k2,r.k3} for prefix r.k and last 3.';
