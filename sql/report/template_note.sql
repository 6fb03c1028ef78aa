create or replace function tabular_import_engine.template_note(table_id oid, reading jsonb)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when (t.told ->> 'is_other')::boolean
                then format(
                    'The file was made from the template of table %s, and the job is for %s.',
                    tabular_import_engine.shown_name(t.told ->> 'table'), t.path
                )
            when jsonb_array_length(t.told -> 'changes') > 0
                then format(
                    'The file was made from a template of %s, and the table has changed since: %s. A new one is '
                    'written by "tabular-import template %s -o FILE".',
                    t.told ->> 'made',
                    (
                        select string_agg(c.change, '; ' order by c.number)
                        from jsonb_array_elements_text(t.told -> 'changes') with ordinality as c (change, number)
                    ),
                    t.path
                )
        end
    from (
        select
            template_note.reading -> 'template' as told,
            tabular_import_engine.table_path(template_note.table_id) as path
    ) as t;
end;

comment on function tabular_import_engine.template_note(oid, jsonb) is
'What is to be told of the template that a file was made from; NULL if it is the table''s. reading: see '
'noted_template.';
