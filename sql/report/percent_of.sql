create or replace function tabular_import_engine.percent_of(given text)
returns numeric
language sql
immutable
security invoker
begin atomic
    select case when percent_of.given ~ '%$' then rtrim(percent_of.given, ' %')::numeric end;
end;

comment on function tabular_import_engine.percent_of(text) is
'The number of a text such as 5 %, NULL for one without the sign.';
