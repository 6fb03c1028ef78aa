create or replace function tabular_import_engine.review_of(
    plan tabular_import_engine.import_plan, counts tabular_import_engine.import_counts
)
returns jsonb
language sql
stable
security invoker
begin atomic
    select jsonb_build_object(
        'fingerprint', (review_of.plan).options #> '{review,now}',
        'digest', current_setting('tabular_import.digest'),
        'counts', jsonb_build_object(
            'inserted', (review_of.counts).rows_inserted,
            'updated', (review_of.counts).rows_updated,
            'left unchanged', (review_of.counts).rows_unchanged,
            'skipped', (review_of.counts).rows_skipped,
            'refused', (review_of.counts).rows_rejected,
            'deleted', (review_of.counts).rows_deleted
        ),
        -- They name what the file has.
        'created', encode(sha256(convert_to((review_of.counts).created::text, 'UTF8')), 'hex'),
        'left_out', (review_of.plan).options #> '{changes,left_out}'
    );
end;

comment on function tabular_import_engine.review_of(
    tabular_import_engine.import_plan, tabular_import_engine.import_counts
) is
'What a later run of the same import has to be equal in, before it is taken back: fingerprint of the table, digest of '
'the changes, counts of rows, created (rows of other tables); and left_out, the columns that the digest leaves out.';
