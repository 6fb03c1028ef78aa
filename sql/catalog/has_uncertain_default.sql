create or replace function tabular_import_engine.has_uncertain_default(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from pg_attribute as a
        inner join pg_type as t on t.oid = a.atttypid
        left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
        cross join
            lateral (
                select
                    pg_get_expr(d.adbin, d.adrelid) as default_text,
                    '^((now|gen_random_uuid|uuidv4|uuidv7)\(\)|CURRENT_(DATE|TIMESTAMP)|LOCALTIMESTAMP)$' as generator,
                    -- How many digits there are before the point of numeric(p, s); the scale has a sign.
                    case
                        when a.atttypid = 'numeric'::regtype and a.atttypmod >= 0
                            then ((a.atttypmod - 4) >> 16) - ((((a.atttypmod - 4) & 2047) + 1024) % 2048 - 1024)
                        else 4
                    end as digits
            ) as e
        where
            a.attrelid = (has_uncertain_default.plan).table_id and a.attnum > 0 and not a.attisdropped
            and not exists (
                select from unnest((has_uncertain_default.plan).header) with ordinality as h (name, position)
                where h.name = a.attname and h.position <> all((has_uncertain_default.plan).default_positions)
            )
            -- Tried by try_numbers.
            and not exists (
                select from tabular_import_engine.counted_columns(has_uncertain_default.plan) as c
                where c.column_number = a.attnum
            )
            and not coalesce(
                case
                    when t.typtype = 'd' or a.attidentity <> '' then false
                    when not a.atthasdef then not a.attnotnull
                    when t.typcategory in ('D', 'U') and e.default_text ~ e.generator then true
                    -- A constant, which may not fit into the column all the same.
                    when t.typcategory = 'N'
                        then
                            e.default_text ~ format(
                                '^[('']*-?\d{1,%s}([.]\d+)?[)'']*(::[a-z ]+)?$', least(greatest(e.digits, 1), 4)
                            ) and e.digits > 0
                    when a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) and a.atttypmod >= 0
                        then
                            e.default_text ~ '^''[^'']*''::[a-z ]+$'
                            and length(split_part(e.default_text, '''', 2)) <= a.atttypmod - 4
                    else
                        (a.atttypmod < 0 or t.typcategory in ('D', 'T'))
                        and e.default_text ~ '^(''([^'']|'''')*''(::[a-z_". ]+(\[\])*)?|true|false)$'
                end,
                false
            )
    );
end;

comment on function tabular_import_engine.has_uncertain_default(tabular_import_engine.import_plan) is
'Whether some column that the file leaves to its default may refuse a row: its expression or domain, a sequence that '
'is none of counted_columns, or because the default does not fit.';
