create or replace function tabular_import_engine.is_exact_timestamptz(value text, digits integer)
returns boolean
language sql
stable
security invoker
begin atomic
    select case
        when
            is_exact_timestamptz.value
            ~* '\d ?(z|utc|gmt|[+-]\d{1,2}(:?\d{2})?|[a-z_]+/[a-z0-9_/+-]+)\s*$'
            and is_exact_timestamptz.value !~ '^\s*\d+-\d+-\d+\s*$'
            then tabular_import_engine.is_exact_timestamp(
                regexp_replace(
                    is_exact_timestamptz.value, ' ?(z|utc|gmt|[+-]\d{1,2}(:?\d{2})?|[a-z_]+/[a-z0-9_/+-]+)\s*$', '', 'i'
                ),
                is_exact_timestamptz.digits
            )
        -- The hour that the clock change leaves out exists in no zone: the server would move it.
        else
            tabular_import_engine.is_exact_timestamp(is_exact_timestamptz.value, is_exact_timestamptz.digits)
            and (is_exact_timestamptz.value::timestamp)::timestamptz::timestamp
            = is_exact_timestamptz.value::timestamp
    end;
end;

comment on function tabular_import_engine.is_exact_timestamptz(text, integer) is
'Whether a text is one moment: date, time and an offset or zone, or a local time that the session''s TimeZone '
'has.';
