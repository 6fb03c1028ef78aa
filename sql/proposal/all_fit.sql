create or replace function tabular_import_private.all_fit(
    cells text[], type_id oid, typmod integer, rule jsonb, is_exempt boolean[] default null
)
returns boolean
language sql
stable
security invoker
begin atomic
    select coalesce(not bool_or(c.is_bad and c.is_exempt is distinct from true), true)
    from tabular_import_private.try_cells(all_fit.cells, all_fit.type_id, all_fit.typmod, all_fit.rule) as j
    cross join lateral unnest(j.is_bad, all_fit.is_exempt) as c (is_bad, is_exempt);
end;

comment on function tabular_import_private.all_fit(text[], oid, integer, jsonb, boolean[]) is
'Whether cells are values of a type under a rule. is_exempt: which of them are not looked at.';
