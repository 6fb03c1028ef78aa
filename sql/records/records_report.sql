create or replace function tabular_import_engine.records_report(
    status text, result text, hint text, rows_read bigint, rows_imported bigint, rows_rejected bigint,
    rows_skipped bigint, errors tabular_import_engine.row_outcome[]
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
        'rows_read', records_report.rows_read,
        'rows_imported', records_report.rows_imported,
        'rows_rejected', records_report.rows_rejected,
        'rows_skipped', records_report.rows_skipped,
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
    text, text, text, bigint, bigint, bigint, bigint, tabular_import_engine.row_outcome[]
) is
'What tabular_import.import_records returns.';
