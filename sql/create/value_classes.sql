create or replace function tabular_import_engine.value_classes(value text)
returns integer
language sql
stable
security invoker
begin atomic
    select case
        when coalesce(value_classes.value, '') = '' then 1
        when value_classes.value in ('true', 'false') then 2
        when
            value_classes.value ~ '^(0|-?[1-9][0-9]{0,18})$'
            then case
                when length(value_classes.value) <= 9 then 4
                when value_classes.value::numeric between -2147483648 and 2147483647 then 4
                when
                    value_classes.value::numeric between -9223372036854775808 and 9223372036854775807
                    then case when value_classes.value::float8::text = value_classes.value then 8 else 8 | 4096 end
                else 16 | 4096
            end
        -- A zero has no sign in the type.
        when
            value_classes.value ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$' and length(value_classes.value) <= 1000
            and value_classes.value !~ '^-[0.]*$'
            then case
                when length(value_classes.value) > 20 then 16 | 4096
                when value_classes.value::float8::text = value_classes.value then 16
                else 16 | 4096
            end
        when
            value_classes.value ~ '^-?[0-9]([.][0-9]{1,16})?e[+-]([0-9]{2}|[12][0-9]{2})$'
            then case when value_classes.value::float8::text = value_classes.value then 32 else 2048 end
        when
            value_classes.value ~ (
                '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
                || '([.][0-9]{0,5}[1-9])?([+-](0[0-9]|1[0-4])(:(15|30|45))?)?)?$'
            )
            and left(value_classes.value, 4) <> '0000' and value_classes.value !~ '-00(:00)?$'
            then case
                when
                    substr(value_classes.value, 9, 2)::integer
                    > extract(
                        day from make_date(
                            substr(value_classes.value, 1, 4)::integer, substr(value_classes.value, 6, 2)::integer, 1
                        ) + interval '1 month' - interval '1 day'
                    )
                    then 2048
                when length(value_classes.value) = 10 then 64
                when substr(value_classes.value, 11) !~ '[+-]' then 256
                when value_classes.value::timestamptz::text = value_classes.value then 512
                else 512 | 8192
            end
        when value_classes.value ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{0,5}[1-9])?$' then 128
        when value_classes.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then 1024
        else 2048
    end;
end;

comment on function tabular_import_engine.value_classes(text) is
'Which types give back a text letter by letter, as bits: 1 empty, 2 boolean, 4 integer, 8 bigint, 16 numeric, '
'32 double precision, 64 date, 128 time, 256 timestamp, 512 timestamptz, 1024 uuid, 2048 text alone; 4096 a number '
'that double precision does not give back, 8192 a moment of another offset than the session''s TimeZone has then.';
