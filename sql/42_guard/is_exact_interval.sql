create or replace function tabular_import_engine.is_exact_interval(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    -- Parts of a year become whole months, parts of a second microseconds.
    select
        is_exact_interval.value !~* '[.]\d{6}\d*[1-9]'
        and is_exact_interval.value !~* '[.]\d{3}\d*[1-9]\d*\s*(ms|mil[^e])'
        and regexp_replace(is_exact_interval.value, '[.](5|25|75)0*(?=\s*y)', '', 'gi')
        !~* '[.]\d*[1-9]\d*\s*(y|dec|c|mille|mic|us)';
end;

comment on function tabular_import_engine.is_exact_interval(text) is
'Whether an interval column keeps all parts of the value: none below a microsecond, no broken years.';
