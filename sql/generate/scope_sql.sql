create or replace function tabular_import_engine.scope_sql(plan tabular_import_engine.import_plan, row_name text)
returns text
language sql
stable
security invoker
begin atomic
    -- The image of a value needs no operator, which another role could have put into the path.
    select
        coalesce(
            string_agg(
                format(
                    'row((%s)::%s)::record operator(pg_catalog.*=) row((%s)::%2$s)::record',
                    case
                        when scope_sql.row_name <> 's' then format('%s.%I', scope_sql.row_name, c.column_name)
                        else tabular_import_engine.plan_value_sql(
                            scope_sql.plan, h.position, c.type_id, c.typmod, format('s.c%s', h.position)
                        )
                    end,
                    format_type(c.type_id, -1),
                    tabular_import_engine.value_sql(c.type_id, c.typmod, quote_literal(e.value) || '::text')
                ),
                ' and ' order by c.column_number
            ), 'true'
        )
    from jsonb_each_text(coalesce((scope_sql.plan).options -> 'scope', '{}')) as e (name, value)
    inner join
        tabular_import_engine.target_columns((scope_sql.plan).table_id) as c
        on c.column_name = e.name
    left join unnest((scope_sql.plan).header) with ordinality as h (name, position) on h.name = c.column_name;
end;

comment on function tabular_import_engine.scope_sql(tabular_import_engine.import_plan, text) is
'SQL that tells whether a row lies in the scope of option scope. row_name: s for the cells of the file, else the name '
'of the table in the statement.';
