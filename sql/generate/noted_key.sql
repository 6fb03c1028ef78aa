create or replace function tabular_import_engine.noted_key(plan tabular_import_engine.import_plan)
returns text[]
language sql
immutable
security invoker
begin atomic
    select array_agg(k.name order by k.n)
    from
        jsonb_array_elements_text((noted_key.plan).options #> '{row_keys,columns}') with ordinality as k (name, n);
end;

comment on function tabular_import_engine.noted_key(tabular_import_engine.import_plan) is
'The columns of the key that an import notes of its rows, see begin_row_keys; NULL where it notes none.';
