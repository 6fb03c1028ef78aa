create or replace function tabular_import_engine.settled_counts(
    counts tabular_import_engine.import_counts, options jsonb
)
returns tabular_import_engine.import_counts
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    counts.is_refused := counts.errors > 0 and (
        counts.file_errors > 0
        or counts.rows_rejected = counts.rows_read
        or not tabular_import_engine.keeps_good_rows(settled_counts.options));
    if counts.is_refused then
        counts.rows_inserted := 0;
        counts.rows_updated := 0;
        counts.rows_unchanged := 0;
        counts.rows_deleted := 0;
        counts.parents_created := 0;
        counts.created := null;
        counts.rows_held_back := counts.rows_read - counts.rows_skipped - counts.rows_rejected;
    else
        counts.rows_inserted := counts.rows_read - counts.rows_updated - counts.rows_unchanged - counts.rows_skipped
            - counts.rows_rejected;
        counts.rows_held_back := 0;
    end if;
    return counts;
end;
$$;

comment on function tabular_import_engine.settled_counts(tabular_import_engine.import_counts, jsonb) is
'The counts of an import that has come to its end: whether it is refused, and where the rows are of which the engine '
'says nothing, inserted or held back. Given are rows_read, errors, those of them that concern the whole file, '
'rows_rejected, and what count_outcome and skip_outcome have told. options: of the import.';
