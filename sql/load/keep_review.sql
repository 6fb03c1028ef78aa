create or replace function tabular_import_private.keep_review(job_id bigint, review jsonb)
returns void
language sql
volatile
security invoker
begin atomic
    update tabular_import_private.import_job as j
    set
        review = keep_review.review - 'is_done'
        || jsonb_build_object('file', tabular_import_private.file_digest(j.file_id)),
        released_at = null,
        released_by_name = null
    where j.id = keep_review.job_id;
end;

comment on function tabular_import_private.keep_review(bigint, jsonb) is
'Keeps what was found of a job that is held now, with which its released run is compared. review: see review_of.';
