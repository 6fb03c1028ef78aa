create or replace function tabular_import_private.renamed_columns(options jsonb, renames jsonb)
returns jsonb
language sql
immutable
security invoker
begin atomic
    select
        coalesce(renamed_columns.options -> 'columns', '{}')
        || coalesce(
            jsonb_object_agg(
                r.key,
                case jsonb_typeof(renamed_columns.options -> 'columns' -> r.key)
                    when 'object'
                        then renamed_columns.options -> 'columns' -> r.key || jsonb_build_object('to', r.value)
                    else r.value
                end
            ), '{}'
        )
    from jsonb_each(renamed_columns.renames) as r;
end;

comment on function tabular_import_private.renamed_columns(jsonb, jsonb) is
'Option columns with names that only near ones stand for: an entry of the user''s own keeps its rules. options: the '
'job''s; renames: see near_header.';
