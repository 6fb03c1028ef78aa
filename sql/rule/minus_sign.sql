create or replace function tabular_import_engine.minus_sign()
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return case when getdatabaseencoding() = 'UTF8' then chr(8722) else '' end;
end;
$$;

comment on function tabular_import_engine.minus_sign() is
'The minus sign of typography, which programs of some countries write; empty where the encoding of the database has '
'none.';
