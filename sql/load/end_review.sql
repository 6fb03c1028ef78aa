create or replace function tabular_import_private.end_review(
    job tabular_import_private.import_job, counts tabular_import_engine.import_counts, reviewed bigint
)
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_order constant text[] := array['inserted', 'updated', 'left unchanged', 'deleted', 'skipped', 'refused'];
    v_definition text[];
    v_counts text;
    v_rows record;
    v_differences text[] := '{}';
begin
    if job.review is not null and counts.review -> 'is_done' = 'false' then
        v_definition := tabular_import_engine.fingerprint_changes(
            job.review -> 'fingerprint', counts.review -> 'fingerprint');
        if cardinality(v_definition) > 0 then
            v_differences := v_differences || format(
                'The definition of the table has changed: %s.', array_to_string(v_definition, '; '));
        end if;
        if job.review ->> 'file' is distinct from tabular_import_private.file_digest(job.file_id) then
            v_differences := v_differences || 'The stored file is another one.'::text;
        end if;
        v_counts := (
            select string_agg(
                format('%s %s, not %s', coalesce(n.value, '0'), n.key, coalesce(o.value, '0')), '; '
                order by array_position(c_order, n.key))
            from jsonb_each_text(counts.review -> 'counts') as n
            inner join jsonb_each_text(job.review -> 'counts') as o on o.key = n.key
            where n.value is distinct from o.value);
        if v_counts is not null then
            v_differences := v_differences || format('Of its rows there would now be %s.', v_counts);
        end if;
        if job.review -> 'created' is distinct from counts.review -> 'created' then
            v_differences := v_differences || 'Other rows of other tables would be created.'::text;
        end if;
        select count(*) as count, min(coalesce(n.row_number, o.row_number)) as first into v_rows
        from (
            select c.row_number, c.action, c.old_values, c.new_values - v.names as new_values, c.key - v.names as key
            from tabular_import_private.import_job_change as c
            cross join lateral (
                select array(select jsonb_array_elements_text(job.review -> 'left_out')) as names) as v
            where c.job_id = job.id and c.change_number <= end_review.reviewed
        ) as o
        full join (
            select c.row_number, c.action, c.old_values, c.new_values - v.names as new_values, c.key - v.names as key
            from tabular_import_private.import_job_change as c
            cross join lateral (
                select array(select jsonb_array_elements_text(job.review -> 'left_out')) as names) as v
            where c.job_id = job.id and c.change_number > end_review.reviewed
        ) as n
            on n.row_number is not distinct from o.row_number and n.action = o.action
            and n.key is not distinct from o.key and n.old_values is not distinct from o.old_values
            and n.new_values is not distinct from o.new_values
        where n.action is null or o.action is null;
        if v_rows.count > 0 then
            v_differences := v_differences || concat(
                'Changes that are new, or that were reviewed and are not made any more: ', v_rows.count,
                ', the first of them of row ' || v_rows.first, '.');
        end if;
        if cardinality(v_differences) = 0 then
            v_differences := array[
                'What differs is not listed: it is in other columns of the rows that are changed, or in rows past the '
                'first ones.'];
        end if;
    end if;
    delete from tabular_import_private.import_job_change as c
    where c.job_id = job.id and c.change_number <= end_review.reviewed;
    return nullif(array_to_string(v_differences, ' '), '');
end;
$$;

comment on function tabular_import_private.end_review(
    tabular_import_private.import_job, tabular_import_engine.import_counts, bigint
) is
'Deletes the changes of an earlier review, up to number reviewed, and returns in sentences what differs now from what '
'it found; NULL where nothing does or there was none.';
