create or replace function tabular_import_engine.is_exact_date(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        is_exact_date.value ~ '^\s*\d{4,7}-\d{1,2}-\d{1,2}\s*$'
        or is_exact_date.value ~* (
            '^\s*(\d{4,7}-\d{1,2}-\d{1,2}([ T]0?0:00(:00([.]0+)?)?)?( BC)?'
            || '|\d{4}/\d{1,2}/\d{1,2}|\d{8}|-?infinity'
            || '|\d{1,2}[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ,]+\d{4}'
            || '|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2},? \d{4})\s*$'
        );
end;

comment on function tabular_import_engine.is_exact_date(text) is
'Whether a text can mean one day only: YYYY-MM-DD and the like, or with the month''s name; no word such as '
'tomorrow.';
