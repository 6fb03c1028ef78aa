create or replace function tabular_import_engine.cell_readings(rule jsonb, cell text)
returns table (place integer, type_names text[], expression text)
language sql
stable
security invoker
begin atomic
    select
        1 as place,
        null::text[] as type_names,
        cell_readings.cell as expression
    where cell_readings.rule is null
    union all
    select
        f.place,
        f.type_names,
        case
            -- Zeros in front belong to numbers of members, articles and telephones.
            when f.place = 2
                then
                    format(
                        'case when btrim(%1$s) ~ ''^[+-]?0[0-9]'' then ''0x'' else %2$s end',
                        cell_readings.cell,
                        e.expression
                    )
            else e.expression
        end as expression
    from (
        values
        (1, 'boolean'::regtype::oid, '{boolean}'::text[]),
        (2, 'numeric'::regtype::oid, '{integer,bigint,numeric,"double precision"}'::text[]),
        (3, 'date'::regtype::oid, '{date}'::text[]),
        (4, 'time'::regtype::oid, '{time}'::text[]),
        (5, 'timestamp'::regtype::oid, '{timestamp}'::text[]),
        (6, 'timestamptz'::regtype::oid, '{timestamptz}'::text[]),
        (7, 'text'::regtype::oid, '{uuid,text}'::text[])
    ) as f (place, type_id, type_names)
    cross join
        lateral coalesce(
            tabular_import_engine.rule_sql(f.type_id, -1, cell_readings.rule, cell_readings.cell), cell_readings.cell
        ) as e (expression)
    where cell_readings.rule is not null;
end;

comment on function tabular_import_engine.cell_readings(jsonb, text) is
'The ways to read a column whose type is not known yet, in the order in which they are tried: an expression that makes '
'PostgreSQL''s spelling of a cell, and the types that it is for, NULL for all. rule: see column_rule; cell: an SQL '
'expression.';
