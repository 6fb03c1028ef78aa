create or replace function tabular_import_engine.merged_values(
    plan tabular_import_engine.import_plan, key_columns smallint[]
)
returns table (
    column_number smallint, name text, cell text, value text, is_of_table boolean, is_known boolean
)
language sql
stable
security invoker
begin atomic
    with known as (
        select
            a.attnum,
            a.attname::text as name,
            a.attcollation,
            format_type(a.atttypid, -1) as type_name,
            h.position,
            a.attnum = any(merged_values.key_columns) as in_key,
            m.blank,
            coalesce(
                m.value,
                case
                    when h.position is not null
                        then tabular_import_engine.plan_value_sql(
                            merged_values.plan, h.position, a.atttypid, a.atttypmod, format('s.c%s', h.position)
                        )
                end
            ) as value,
            tabular_import_engine.constant_default(a.attrelid, a.attnum) as constant,
            case
                when m.place is null then 'null'
                else tabular_import_engine.merge_blank((merged_values.plan).options)
            end as if_blank,
            coalesce(h.position = any((merged_values.plan).default_positions), false) as is_defaulted,
            has_column_privilege(a.attrelid, a.attnum, 'select') as is_readable
        from pg_attribute as a
        left join unnest((merged_values.plan).header) with ordinality as h (name, position) on h.name = a.attname
        left join
            tabular_import_engine.merge_columns(merged_values.plan, merged_values.key_columns) as m
            on m.column_number = a.attnum
        where a.attrelid = (merged_values.plan).table_id and a.attnum > 0 and not a.attisdropped
    ),

    part as (
        select
            k.*,
            case
                when k.position is null then format('t.%I', k.name)
                when k.if_blank = 'keep' then format('case when %s then t.%I else %s end', k.blank, k.name, k.value)
                when k.if_blank = 'default'
                    then
                        format(
                            'case when %s then (%s)::%s else %s end', k.blank, k.constant, k.type_name, k.value
                        )
                else k.value
            end as old,
            case
                when k.position is null then format('(%s)::%s', k.constant, k.type_name)
                when k.is_defaulted
                    then
                        format(
                            'case when %s then (%s)::%s else %s end', k.blank, k.constant, k.type_name, k.value
                        )
                else k.value
            end as new
        from known as k
    )

    select
        p.attnum as column_number,
        p.name,
        case
            when p.position is not null
                then tabular_import_engine.raw_cell_sql((merged_values.plan).rules, p.position)
        end as cell,
        tabular_import_engine.collated_sql(
            case
                when p.old = p.new then p.new
                else format('case when s.is_there then %s else %s end', p.old, p.new)
            end,
            p.attcollation
        ) as value,
        p.position is null or p.if_blank = 'keep' as is_of_table,
        coalesce(p.old is not null and p.new is not null, false)
        and (p.is_readable or p.position is not null and p.if_blank <> 'keep') as is_known
    from part as p;
end;

comment on function tabular_import_engine.merged_values(tabular_import_engine.import_plan, smallint[]) is
'What the columns of the table will be in rows that are merged, as SQL on s, the staging table with is_there, whether '
'the table has the row, and t, its row. is_of_table: t is needed; is_known: whether that is so: a default that is no '
'constant is not; cell: as it stands in the file. key_columns: those by which rows are found.';
