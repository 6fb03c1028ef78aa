create or replace function tabular_import_engine.is_exact_composed(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select is_exact_composed.value !~* (
        '\m(now|today|tomorrow|yesterday|epoch|allballs)\M'
        || '|\m\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\M|\m\d+_\d|\m0[xob]'
    );
end;

comment on function tabular_import_engine.is_exact_composed(text) is
'Whether a range or row value is free of ambiguous dates, special words and new number spellings.';
