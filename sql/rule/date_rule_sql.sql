-- In short, for date_order DMY:
--
--     case
--         when s.c1 like '__.__.____' then substr(s.c1, 7, 4) || '-' || substr(s.c1, 4, 2) || '-' || substr(s.c1, 1, 2)
--         when s.c1 like '____-__-__' then s.c1
--         else coalesce(read_date(s.c1, 'DMY', null), s.c1 || chr(1))
--     end
create or replace function tabular_import_engine.date_rule_sql(type_id oid, rule jsonb, value text)
returns text
language sql
stable
security invoker
begin atomic
    with part as (
        -- Where year, month and day begin when all of them are written out.
        select
            p.year,
            p.month,
            p.day,
            p.shape,
            p.places
        from (
            values
            ('DMY', 7, 4, 1, '__{0}__{0}____', array[3, 2, 1]),
            ('MDY', 7, 1, 4, '__{0}__{0}____', array[3, 1, 2]),
            ('YMD', 1, 6, 9, '____{0}__{0}__', array[1, 2, 3])
        ) as p (date_order, year, month, day, shape, places)
        where p.date_order = date_rule_sql.rule ->> 'date_order'
    ),

    piece as (
        select
            format(
                '(%s) and %s',
                string_agg(
                    format(
                        '%s operator(pg_catalog.~~) %L',
                        date_rule_sql.value, replace(p.shape, '{0}', s.separator)
                    ), ' or ' order by s.n
                ),
                -- Elsewhere a space makes it no date; beside a single digit it does not.
                format(
                    'pg_catalog.octet_length(%1$s) operator(pg_catalog.=) 10 '
                    'and pg_catalog.strpos(%1$s, '' '') operator(pg_catalog.=) 0 and %2$s',
                    date_rule_sql.value, tabular_import_engine.is_digit_sql(date_rule_sql.value)
                )
            ) as is_date,
            format(
                '(%s) and %s',
                string_agg(
                    format(
                        '%1$s operator(pg_catalog.~~) %2$L or %1$s operator(pg_catalog.~~) %3$L',
                        date_rule_sql.value,
                        replace(p.shape, '{0}', s.separator) || ' __:__',
                        replace(p.shape, '{0}', s.separator) || ' __:__:__'
                    ), ' or ' order by s.n
                ),
                format(
                    'pg_catalog.octet_length(%1$s) operator(pg_catalog.=) pg_catalog.length(%1$s) '
                    'and pg_catalog.strpos(%1$s, '' '') operator(pg_catalog.=) 11 and %2$s',
                    date_rule_sql.value, tabular_import_engine.is_digit_sql(date_rule_sql.value)
                )
            ) as is_timestamp,
            format(
                'pg_catalog.substr(%1$s, %2$s, 4) operator(pg_catalog.||) ''-'' operator(pg_catalog.||) '
                'pg_catalog.substr(%1$s, %3$s, 2) operator(pg_catalog.||) ''-'' operator(pg_catalog.||) '
                'pg_catalog.substr(%1$s, %4$s, 2)',
                date_rule_sql.value, min(p.year), min(p.month), min(p.day)
            ) as iso,
            string_agg(
                format(
                    '%s operator(pg_catalog.~~) %L', date_rule_sql.value, replace('%{0}%{0}____', '{0}', s.separator)
                ),
                ' or ' order by s.n
            ) as is_short,
            -- Separators of one kind, whichever it is.
            format(
                'pg_catalog.split_part(%1$s, %2$s, 3) operator(pg_catalog.||) ''-'' operator(pg_catalog.||) '
                'pg_catalog.lpad(pg_catalog.split_part(%1$s, %2$s, %3$s), 2, ''0'') operator(pg_catalog.||) ''-'' '
                'operator(pg_catalog.||) pg_catalog.lpad(pg_catalog.split_part(%1$s, %2$s, %4$s), 2, ''0'')',
                date_rule_sql.value,
                format('pg_catalog.left(pg_catalog.right(%s, 5), 1)', date_rule_sql.value),
                (min(p.places))[2],
                (min(p.places))[3]
            ) as short,
            -- The parts that are year, month and day.
            min(p.places) as places
        from part as p
        cross join (values (1, '.'), (2, '/'), (3, '-')) as s (n, separator)
        having count(*) > 0
    )

    select
        case
            when date_rule_sql.type_id in ('time'::regtype, 'timetz'::regtype)
                then tabular_import_engine.fill(
                    $sql$
case
    when ({value} operator(pg_catalog.~~) '__:__:__' or {value} operator(pg_catalog.~~) '__:__')
        and {begins_with_digit}
        then {value}
    else coalesce(tabular_import_engine.read_time(pg_catalog.btrim({value}, {spaces})), {value})
end
$sql$,
                    'value', date_rule_sql.value,
                    'begins_with_digit', tabular_import_engine.is_digit_sql(date_rule_sql.value),
                    'spaces', quote_literal(tabular_import_engine.space_characters())
                )
            when date_rule_sql.type_id in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
                then tabular_import_engine.fill(
                    -- What has the shape without being a date is none afterwards.
                    $sql$
case
    when {is_date} then {iso}{with_time}
    when ({value} operator(pg_catalog.~~) '____-__-__' or {value} operator(pg_catalog.~~) '____-__-__ __:__:__')
        and {begins_with_digit} and {ends_with_digit}
        then {value}{short}{two_digits}
    else coalesce(
        tabular_import_engine.read_date({value}, {date_order}, {century}, {spaces}),
        case
            when {value} operator(pg_catalog.~*) '^[[:space:]]*([0-9]{4,7}-[0-9]|[0-9]{8}|[+-]?infinity)' then {value}
            else {value} operator(pg_catalog.||) pg_catalog.chr(1)
        end
    )
end
$sql$,
                    'value', date_rule_sql.value,
                    'begins_with_digit', tabular_import_engine.is_digit_sql(date_rule_sql.value),
                    'ends_with_digit', tabular_import_engine.is_digit_sql(
                        format('pg_catalog.right(%s, 1)', date_rule_sql.value)
                    ),
                    'is_date', p.is_date,
                    'iso', p.iso,
                    'with_time', case
                        when date_rule_sql.type_id <> 'date'::regtype then format(
                            ' when %s and pg_catalog.substr(%s, 12, 2) operator(pg_catalog.<>) ''24'' '
                            'then %s operator(pg_catalog.||) pg_catalog.substr(%s, 11)',
                            p.is_timestamp, date_rule_sql.value, p.iso, date_rule_sql.value
                        )
                    end,
                    'short', case
                        when date_rule_sql.rule ->> 'date_order' <> 'YMD' then format(
                            E'\nwhen pg_catalog.octet_length(%1$s) operator(pg_catalog.<) 10 and (%2$s) '
                            'and %4$s and pg_catalog.strpos(%1$s, '' '') operator(pg_catalog.=) 0 then %3$s',
                            date_rule_sql.value, p.is_short, p.short,
                            tabular_import_engine.is_digit_sql(date_rule_sql.value)
                        )
                    end,
                    -- The year with these digits among the hundred that begin with the century's first.
                    'two_digits', case
                        when date_rule_sql.rule ? 'century' then format(
                            E'\nwhen %1$s operator(pg_catalog.~) '
                            '''^[0-9]{1,2}(?:[.][0-9]{1,2}[.]|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}$'' '
                            'and pg_catalog.length(pg_catalog.split_part(%1$s, %2$s, %3$s)) '
                            'operator(pg_catalog.=) 2 then '
                            '((pg_catalog.split_part(%1$s, %2$s, %3$s)::pg_catalog.int4 operator(pg_catalog.+) %6$s) '
                            'operator(pg_catalog.%%) 100 operator(pg_catalog.+) %7$s)::pg_catalog.text '
                            'operator(pg_catalog.||) ''-'' operator(pg_catalog.||) '
                            'pg_catalog.lpad(pg_catalog.split_part(%1$s, %2$s, %4$s), 2, ''0'') '
                            'operator(pg_catalog.||) ''-'' operator(pg_catalog.||) '
                            'pg_catalog.lpad(pg_catalog.split_part(%1$s, %2$s, %5$s), 2, ''0'')',
                            date_rule_sql.value,
                            format(
                                'pg_catalog.substr(pg_catalog.ltrim(%s, ''0123456789''), 1, 1)', date_rule_sql.value
                            ),
                            p.places[1],
                            p.places[2],
                            p.places[3],
                            100 - (date_rule_sql.rule ->> 'century')::integer % 100,
                            (date_rule_sql.rule ->> 'century')::integer
                        )
                    end,
                    'date_order', quote_literal(date_rule_sql.rule ->> 'date_order'),
                    'century', coalesce((date_rule_sql.rule ->> 'century')::integer::text, 'null'),
                    'spaces', quote_literal(tabular_import_engine.space_characters())
                )
        end
    from piece as p;
end;

comment on function tabular_import_engine.date_rule_sql(oid, jsonb, text) is
'A date or time as PostgreSQL spells it, as SQL, from a cell in the order of a rule; what the rule does not fit is a '
'text that no such type takes. NULL where the rule has no order, or for other types. type_id: no domain; '
'value: an SQL expression of type text.';
