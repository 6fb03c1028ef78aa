create or replace function tabular_import_engine.records_report(
    status text, result text, hint text, counts tabular_import_engine.import_counts,
    errors tabular_import_engine.row_outcome[]
)
returns jsonb
language sql
immutable
security invoker
begin atomic
    select jsonb_build_object(
        'status', records_report.status,
        'result', records_report.result,
        'hint', nullif(records_report.hint, ''),
        'rows_read', (records_report.counts).rows_read,
        'rows_imported', coalesce(
            (records_report.counts).rows_inserted + (records_report.counts).rows_updated
            + (records_report.counts).rows_unchanged, 0
        ),
        'rows_inserted', (records_report.counts).rows_inserted,
        'rows_updated', (records_report.counts).rows_updated,
        'rows_unchanged', (records_report.counts).rows_unchanged,
        'rows_skipped', (records_report.counts).rows_skipped,
        'rows_rejected', (records_report.counts).rows_rejected,
        'rows_held_back', (records_report.counts).rows_held_back,
        'rows_deleted', (records_report.counts).rows_deleted,
        'parents_created', (records_report.counts).parents_created,
        'errors', coalesce(
            (
                select
                    jsonb_agg(
                        jsonb_build_object(
                            'row', e.row_number,
                            'column', e.column_name,
                            'value', e.value,
                            'message', e.message,
                            'detail', e.detail,
                            'hint', e.hint,
                            'sqlstate', e.sqlstate,
                            'constraint', e.constraint_name
                        ) order by e.ordinality
                    )
                from unnest(records_report.errors) with ordinality as e
            ),
            '[]'
        )
    );
end;

comment on function tabular_import_engine.records_report(
    text, text, text, tabular_import_engine.import_counts, tabular_import_engine.row_outcome[]
) is
'What tabular_import.import_records returns. counts: NULL where the records were not looked at.';
