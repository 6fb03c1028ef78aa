create or replace function tabular_import_engine.shortened(value text)
returns text
language sql
immutable
security invoker
begin atomic
    -- Of immutable parts, so that a query takes it in: reports of many rows call it for each text.
    select case
        when length(shortened.value) > 4000
            then left(shortened.value, 4000) || ' ... (' || length(shortened.value)::text || ' characters)'
        else shortened.value
    end;
end;

comment on function tabular_import_engine.shortened(text) is
'A text for a report: at most 4,000 characters of it, and how many there are. Users'' code may say any number.';
