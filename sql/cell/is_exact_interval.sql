create or replace function tabular_import_engine.is_exact_interval(value text)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        -- Every number has a unit, or is part of HH:MM:SS: 12:34 may be minutes, 1-2 and 3 4:05:06 nobody reads right.
        (
            is_exact_interval.value ~* (
                '^\s*@?\s*([+-]?\s*(\d+([.]\d*)?|[.]\d+)\s*(microseconds?|us|u?secs?|milliseconds?|ms|msecs?'
                || '|seconds?|s|minutes?|mins?|hours?|h|hrs?|days?|d|weeks?|w|months?|mons?|years?|y|yrs?|decades?'
                || '|decs?|century|centuries|cent|c|millennium|millennia|mils?)(\s+|,\s*|(?=[-+.\d])|$))*'
                || '([+-]?\d+:\d{2}:\d{2}([.]\d*)?)?\s*(ago)?\s*$'
            )
            or is_exact_interval.value ~ (
                '^\s*P((?=[-+.\dT])([-+]?(\d+([.]\d*)?|[.]\d+)[YMWD])*(T([-+]?(\d+([.]\d*)?|[.]\d+)[HMS])+)?'
                || '|[-+]?\d+-\d+-\d+(T\d+:\d{2}:\d{2}([.]\d*)?)?)\s*$'
            )
            or is_exact_interval.value ~* '^\s*-?infinity\s*$'
        )
        -- Parts of a year become whole months, parts of a second microseconds.
        and is_exact_interval.value !~* '[.]\d{6}\d*[1-9]'
        and is_exact_interval.value !~* '[.]\d{3}\d*[1-9]\d*\s*(ms|mil[^e])'
        and regexp_replace(is_exact_interval.value, '[.](5|25|75)0*(?=\s*y)', '', 'gi')
        !~* '[.]\d*[1-9]\d*\s*(y|dec|c|mille|mic|us)';
end;

comment on function tabular_import_engine.is_exact_interval(text) is
'Whether a text can mean one interval only, with units, in ISO 8601 or as HH:MM:SS, and an interval column keeps all '
'parts of it: none below a microsecond, no broken years.';
