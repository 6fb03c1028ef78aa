create or replace function tabular_import_engine.minus_sign()
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- In one expression with the test it would be made before that.
    if getdatabaseencoding() = 'UTF8' then
        return chr(8722);
    end if;
    return '';
end;
$$;

comment on function tabular_import_engine.minus_sign() is
'The minus sign of typography, which programs of some countries write; empty where the encoding of the database has '
'none.';
