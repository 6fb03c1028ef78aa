create or replace function tabular_import_private.remembered_column(
    job tabular_import_private.import_job, place bigint, options jsonb, out name text, out entry jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_header text[];
begin
    select k.header into v_header
    from tabular_import_private.import_kept_file as k
    where k.job_id = job.id;
    -- Whatever the header is called in option columns.
    select m.entry, remembered_column.options -> 'columns' -> m.entry into name, entry
    from tabular_import_engine.match_names(job.table_id, v_header, remembered_column.options) as m
    where m.place = remembered_column.place;
    if entry = 'null' then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The profile leaves out the column %s.', quote_literal(left(name, 1000))),
            hint => 'Name another profile.');
    elsif entry is null then
        name := v_header[remembered_column.place];
        -- Which column of the table it is may be what the job has said.
        select job.options -> 'columns' -> m.entry into entry
        from tabular_import_engine.match_names(job.table_id, v_header, job.options) as m
        where m.place = remembered_column.place;
        if jsonb_typeof(entry) = 'object' then
            entry := entry -> 'to';
        end if;
    end if;
    entry := case jsonb_typeof(entry)
        when 'object' then entry
        when 'string' then jsonb_build_object('to', entry)
        else '{}'
    end;
end;
$$;

comment on function tabular_import_private.remembered_column(tabular_import_private.import_job, bigint, jsonb) is
'The entry of option columns that is or would be for a column of a job''s kept rows, as an object, and its name. '
'options: a profile''s. Raises invalid_option.';
