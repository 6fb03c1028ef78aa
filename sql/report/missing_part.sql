create or replace function tabular_import_engine.missing_part(name text, part text)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            '%s %s', missing_part.name,
            left(missing_part.part, 200) || case when length(missing_part.part) > 200 then '...' else '' end
        );
end;

comment on function tabular_import_engine.missing_part(text, text) is
'A part of an identity as a row error names it that no row has: code 7. name: see link_words; part: as it stands in '
'the file.';
