create or replace function tabular_import_private.refused_rows(job_id bigint, unlisted bigint[])
returns bigint[]
language sql
stable
security invoker
begin atomic
    select
        array(
            select e.row_number
            from tabular_import_private.import_job_error as e
            where e.job_id = refused_rows.job_id and e.row_number is not null
            union
            select n.row_number
            from unnest(refused_rows.unlisted) as n (row_number)
        );
end;

comment on function tabular_import_private.refused_rows(bigint, bigint[]) is
'The numbers of the rows that a job has refused. unlisted: those of which no row error is stored.';
