create or replace function tabular_import_private.is_to_hold(job tabular_import_private.import_job)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        not coalesce((is_to_hold.job).options -> 'dry_run' = 'true', false)
        and (
            coalesce((is_to_hold.job).options -> 'hold' = 'true', false)
            -- What was reviewed is compared, whatever is said of the table by now.
            or (is_to_hold.job).review is not null
            or tabular_import_private.must_hold((is_to_hold.job).table_id)
        );
end;

comment on function tabular_import_private.is_to_hold(tabular_import_private.import_job) is
'Whether an import is held until somebody releases it: by its option hold, or because the owner of the table has said '
'so, see set_import_approval.';
