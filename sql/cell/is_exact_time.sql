create or replace function tabular_import_engine.is_exact_time(value text, digits integer, with_zone boolean)
returns boolean
language sql
immutable
security invoker
begin atomic
    select is_exact_time.value ~* (
        '^\s*\d{1,2}:\d{2}(:[0-5]\d([.]\d*)?)?( ?[ap]m)?'
        || case when is_exact_time.with_zone then '( ?(z|utc|gmt|[+-]\d{1,2}(:?\d{2})?))?' else '' end
        || '\s*$'
    )
    and is_exact_time.value !~ ('[.]\d{' || is_exact_time.digits || '}\d*[1-9]');
end;

comment on function tabular_import_engine.is_exact_time(text, integer, boolean) is
'Whether a text is a plain time of day of no more than so many digits of a second, its zone kept by the column.';
