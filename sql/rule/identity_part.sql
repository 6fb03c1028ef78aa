create or replace function tabular_import_engine.identity_part(value text)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when identity_part.value ~ '[".]|^\s|\s$'
            then concat('"', replace(identity_part.value, '"', '""'), '"')
        else coalesce(identity_part.value, '')
    end;
end;

comment on function tabular_import_engine.identity_part(text) is
'A part of an identity as it stands beside others in a cell, in double quotes where it needs them; see identity_parts. '
'The empty one stays empty.';
