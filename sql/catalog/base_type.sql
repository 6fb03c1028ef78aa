create or replace function tabular_import_engine.base_type(
    type_id oid, typmod integer, out base_type_id oid, out base_typmod integer
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pg_type;
begin
    base_type_id := base_type.type_id;
    base_typmod := base_type.typmod;
    loop
        select t.* into v_type from pg_type as t where t.oid = base_type_id;
        exit when v_type.typtype is distinct from 'd';
        base_type_id := v_type.typbasetype;
        base_typmod := case when base_typmod >= 0 then base_typmod else v_type.typtypmod end;
    end loop;
end;
$$;

comment on function tabular_import_engine.base_type(oid, integer) is
'The type and type modifier under a domain (of a domain ...); any other type as it is.';
