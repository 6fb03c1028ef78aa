create or replace function tabular_import_engine.title(name text)
returns text
language sql
immutable
security invoker
begin atomic
    select initcap(replace(title.name, '_', ' '));
end;

comment on function tabular_import_engine.title(text) is
'A name as a heading: sample_code becomes Sample Code.';
