create or replace function tabular_import_engine.link_words(link jsonb)
returns jsonb
language sql
stable
security invoker
begin atomic
    select
        jsonb_build_object(
            'sqlstate', (
                select e.sqlstate
                from tabular_import.error_condition as e
                where e.condition = 'link_unresolved'
            ),
            'table', (
                select c.relname
                from pg_class as c
                where c.oid = (link_words.link ->> 'table')::oid
            ),
            'parts', jsonb_agg(
                jsonb_build_object(
                    'name', tabular_import_engine.link_part_name(p.part),
                    -- Every text is one.
                    'value', case
                        when not (a.atttypid in ('text'::regtype, 'varchar'::regtype) and a.atttypmod < 0)
                            then tabular_import_engine.cell_value_sql(a.atttypid, a.atttypmod, '$1')
                    end,
                    'is_internal_said', tabular_import_engine.has_outside_input(a.atttypid)
                ) order by p.n
            )
        )
    from jsonb_array_elements(link_words.link -> 'parts') with ordinality as p (part, n)
    inner join pg_attribute as a
        on a.attrelid = (p.part ->> 'table')::oid and a.attname = p.part ->> 'column' and a.attnum > 0;
end;

comment on function tabular_import_engine.link_words(jsonb) is
'What link_failure needs of the catalogue to speak of a link: sqlstate, table, and for each part its name, value '
'(SQL that makes a value of the text $1, NULL where none fails) and is_internal_said, see cell_failure. link: see '
'plan_links.';
