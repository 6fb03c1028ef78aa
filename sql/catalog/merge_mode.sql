create or replace function tabular_import_engine.merge_mode(options jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select nullif(merge_mode.options ->> 'mode', 'insert');
end;

comment on function tabular_import_engine.merge_mode(jsonb) is
'How rows are merged into those of the table, as option mode has it; NULL where all are inserted.';
