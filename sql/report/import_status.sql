create or replace function tabular_import_engine.import_status(counts tabular_import_engine.import_counts)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when (import_status.counts).is_refused then 'error'
        when (import_status.counts).errors > 0 then 'partial'
        else 'success'
    end;
end;

comment on function tabular_import_engine.import_status(tabular_import_engine.import_counts) is
'The status of an import that has come to its end. counts: see settled_counts.';
