create or replace function tabular_import_private.erase_import_data(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, value text, key jsonb, files text
)
returns table (kind text, job_id bigint, file_id uuid, name text, lines bigint, outcome text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text := tabular_import_engine.table_path(erase_import_data.table_id);
    v_names text[];
    v_values text[];
    v_patterns text[];
    v_name_patterns text[];
    v_cores text[];
    v_unfinished bigint[];
    v_jobs bigint[];
    v_table record;
    v_condition text;
    -- The rows of files that are about the person.
    v_row_jobs bigint[] := '{}';
    v_rows bigint[] := '{}';
    v_found_jobs bigint[];
    v_found_rows bigint[];
    v_listed jsonb;
    v_touched bigint[] := '{}';
begin
    perform tabular_import_private.caller(erase_import_data.called_by);
    perform tabular_import_private.check_erasure(
        erase_import_data.table_name, erase_import_data.table_id, erase_import_data.value, erase_import_data.key,
        erase_import_data.files);
    select
        array_agg(p.name order by p.name), array_agg(p.value order by p.name),
        array_agg(tabular_import_private.erasing_pattern(p.value) order by p.name),
        array_agg(tabular_import_private.erasing_pattern(p.name) order by p.name),
        array_agg(
            (
                select c.part
                from regexp_split_to_table(p.value, e'([''"\\\\]|[^ -~])+') as c (part)
                order by length(c.part) desc
                limit 1
            ) order by p.name)
    into v_names, v_values, v_patterns, v_name_patterns, v_cores
    from (
        select null as name, erase_import_data.value as value
        where erase_import_data.value is not null
        union all
        select k.key, k.value
        from jsonb_each_text(erase_import_data.key) as k
    ) as p;
    -- Before those that have ended: one that ends at this moment is among these, or those, or both.
    v_unfinished := array(
        select j.id
        from tabular_import_private.import_job as j
        where j.completed_at is null and (v_path is null or j.table_path = v_path));
    v_jobs := array(
        select j.id
        from tabular_import_private.import_job as j
        where j.completed_at is not null and (v_path is null or j.table_path = v_path)
        order by j.id
        for no key update);
    select coalesce(jsonb_object_agg(e.job_id, e.listed), '{}') into v_listed
    from (
        select e.job_id, count(*) as listed
        from tabular_import_private.import_job_error as e
        where e.job_id = any(v_jobs) and e.error_number <= 100
        group by e.job_id
    ) as e;

    -- First who he is everywhere, then all that is about him.
    for v_table in
        select d.*, tabular_import_private.value_types(d.table_name, d.value_columns) as types
        from tabular_import_private.kept_data as d
        where d.is_row and d.row_column is not null
    loop
        execute format(
            'select coalesce(array_agg(t.%2$I), ''{}''), coalesce(array_agg(t.%3$I), ''{}'') '
            'from tabular_import_private.%1$I as t where t.%2$I = any($1) and t.%3$I is not null and %4$s',
            v_table.table_name, v_table.job_column, v_table.row_column,
            tabular_import_private.line_condition_sql(v_table.value_columns, v_table.types))
        into v_found_jobs, v_found_rows
        using v_jobs, v_names, v_values, v_patterns, v_name_patterns, v_cores;
        v_row_jobs := v_row_jobs || v_found_jobs;
        v_rows := v_rows || v_found_rows;
    end loop;
    for v_table in
        select d.*, tabular_import_private.value_types(d.table_name, d.value_columns) as types
        from tabular_import_private.kept_data as d
        where d.is_row
        order by d.kind, d.table_name
    loop
        v_condition := tabular_import_private.line_condition_sql(v_table.value_columns, v_table.types);
        if v_table.row_column is not null then
            v_condition := format(
                '(%s or (t.%I, t.%I) in (select r.job, r.row from unnest($7, $8) as r (job, row)))',
                v_condition, v_table.job_column, v_table.row_column);
        end if;
        for erase_import_data.job_id, erase_import_data.lines in
            execute format(
                'with gone as (delete from tabular_import_private.%1$I as t where t.%2$I = any($1) and %3$s '
                'returning t.%2$I as job) select g.job, count(*) from gone as g group by g.job order by g.job',
                v_table.table_name, v_table.job_column, v_condition)
            using v_jobs, v_names, v_values, v_patterns, v_name_patterns, v_cores, v_row_jobs, v_rows
        loop
            erase_import_data.kind := v_table.kind;
            erase_import_data.outcome := 'erased';
            v_touched := v_touched || erase_import_data.job_id;
            return next;
        end loop;
    end loop;

    erase_import_data.kind := 'jobs';
    erase_import_data.lines := null;
    for erase_import_data.job_id in
        select e.id
        from tabular_import_private.erase_from_jobs(v_jobs, v_patterns, v_touched, v_listed) as e (id)
    loop
        v_touched := v_touched || erase_import_data.job_id;
        erase_import_data.outcome := 'erased';
        return next;
    end loop;
    perform tabular_import_private.note_event(t.id, 'erase', erase_import_data.called_by)
    from (select distinct u.id from unnest(v_touched) as u (id)) as t;
    return query
    select 'jobs', u.id, null::uuid, null::text, null::bigint, 'unfinished'
    from unnest(v_unfinished) as u (id)
    where u.id <> all(v_jobs)
    order by u.id;

    return query
    select 'files', null::bigint, f.file_id, f.name, null::bigint, f.outcome
    from tabular_import_private.erase_from_files(
        v_path, v_values, v_patterns, v_touched, erase_import_data.value is not null, erase_import_data.files) as f;
    return query
    select
        'profiles', null::bigint, null::uuid, concat(p.owner_name, '/', p.name), null::bigint, 'kept'
    from tabular_import_private.import_profile as p
    where tabular_import_private.erased_json(p.options, v_patterns) <> p.options
    order by 4;
end;
$$;

comment on function tabular_import_private.erase_import_data(
    tabular_import_private.calling_role, text, oid, text, jsonb, text
) is
'See tabular_import.erase_import_data. called_by: the role that calls it; table_id: what the name means to it.';
