create or replace function tabular_import_engine.is_exact_timestamp(value text, digits integer)
returns boolean
language sql
immutable
security invoker
begin atomic
    select (
        is_exact_timestamp.value ~ '^\s*\d{4,7}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:[0-5]\d([.]\d*)?)?)?\s*$'
        or is_exact_timestamp.value ~* (
            '^\s*(-?infinity|(\d{4,7}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{8}'
            || '|\d{1,2}[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ,]+\d{4}'
            || '|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2},? \d{4})'
            || '([ T]\d{1,2}:\d{2}(:[0-5]\d([.]\d*)?)?( ?[ap]m)?)?( BC)?)\s*$'
        )
    )
    and is_exact_timestamp.value !~ ('[.]\d{' || is_exact_timestamp.digits || '}\d*[1-9]');
end;

comment on function tabular_import_engine.is_exact_timestamp(text, integer) is
'Whether a text is one date and time without zone, of no more than so many digits of a second.';
