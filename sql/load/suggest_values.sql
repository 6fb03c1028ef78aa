create or replace function tabular_import_private.suggest_values(job tabular_import_private.import_job)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the rows that the job has just written.
set enable_nestloop = off
as $$
declare
    -- More of them nobody reads one by one.
    c_most_errors constant bigint := 10000;
    c_most_values constant bigint := 100;
begin
    with value as materialized (
        select e.column_name, e.value, count(*) as error_count, min(e.error_number) as first_error
        from tabular_import_private.import_job_error as e
        where e.job_id = job.id and e.error_number <= c_most_errors and e.column_name is not null
            and e.value is not null
        group by e.column_name, e.value
    ),
    known as materialized (
        select w.*
        from tabular_import_private.known_words(
            job, array(select distinct v.column_name from value as v)) as w
    ),
    near as materialized (
        select v.column_name, v.value, tabular_import_engine.word_suggestion(v.value, v.words) as suggestion
        from (
            select v.*, k.words
            from value as v
            inner join known as k on k.column_name = v.column_name
            order by v.error_count desc, v.first_error
            limit c_most_values
        ) as v
    )
    update tabular_import_private.import_job_error as e
    set suggestion = n.suggestion
    from near as n
    where n.suggestion is not null
        and e.job_id = job.id and e.error_number <= c_most_errors
        and e.column_name = n.column_name and e.value = n.value;
end;
$$;

comment on function tabular_import_private.suggest_values(tabular_import_private.import_job) is
'Gives the first row errors of a job the words that their values may stand for, where the column takes a list of '
'words: of the hundred most frequent of these values.';
