create or replace function tabular_import_engine.is_noted(options jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select is_noted.options ?| array['changes', 'row_keys'];
end;

comment on function tabular_import_engine.is_noted(jsonb) is
'Whether an import notes which row of the file it writes: a dry run, or one with option keep_row_keys or undo. '
'options: of the plan, see change_options and begin_row_keys.';
