create or replace function tabular_import_private.import_records(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, records jsonb, options jsonb,
    search_path text
)
returns tabular_import_engine.record_set
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- jsonb takes no more than four times as much.
    c_most_bytes constant bigint := 64 << 20;
    v_caller regrole := tabular_import_private.caller(import_records.called_by);
    v_job tabular_import_private.import_job;
    v_keys text[];
    v_useless text[];
    v_outcome tabular_import_private.job_outcome;
    v_fit record;
    -- Where the keys of records name rows of other tables: the types as which their values are read, and what to do
    -- about numbers that may be others.
    v_types jsonb;
    v_set tabular_import_engine.record_set;
begin
    perform tabular_import_private.check_records(v_caller, import_records.records, import_records.options);
    v_job.table_name := import_records.table_name;
    v_job.table_id := import_records.table_id;
    v_job.table_path := tabular_import_engine.table_path(import_records.table_id);
    v_job.submitter := v_caller;
    v_job.options := tabular_import_private.with_profile(
        v_caller, import_records.options, import_records.table_id);
    -- A profile may be for files as well.
    v_useless := tabular_import_private.file_options(v_job.options);
    if tabular_import_private.must_hold(v_job.table_id) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('Imports into %s are held for approval, and records have no job that could be.', v_job.table_path),
            hint => 'Upload them as a file, and submit that.');
    end if;
    v_job.options := v_job.options - v_useless;
    v_set.table_id := import_records.table_id;
    v_set.search_path := import_records.search_path;
    v_set.row_count := jsonb_array_length(import_records.records);
    v_set.max_errors := tabular_import_private.setting('max_row_errors', v_caller);
    v_set.max_error_bytes := least(tabular_import_private.setting('max_error_bytes', v_caller), c_most_bytes);
    v_keys := tabular_import_private.record_keys(import_records.records, v_job.table_id, v_caller);
    if v_set.row_count = 0 then
        v_set.options := v_job.options;
        return v_set;
    elsif v_keys = '{}' then
        v_set.problem := 'No record is an object with a key';
        v_set.hint := 'Give an array of objects, as in [{"code": 1}]: their keys are the columns.';
        return v_set;
    end if;
    v_job := tabular_import_private.matched_job(v_job, v_keys);
    v_outcome := tabular_import_private.header_problem(v_job, v_keys, '{}');
    if v_outcome.status is not null then
        v_set.problem := v_outcome.result;
        v_set.hint := v_outcome.hint;
        return v_set;
    end if;
    v_fit := tabular_import_private.fit_header(v_job, v_keys, '{}');
    v_set.header := v_fit.fitted;
    v_set.notes := v_fit.notes;
    if v_useless <> '{}' then
        v_set.notes := v_set.notes || format(
            'Options of the profile that are about files mean nothing to records: %s.',
            array_to_string(v_useless, ', '));
    end if;
    v_set.options := v_fit.options;
    if v_set.options ? 'links' then
        v_types := (
            select jsonb_object_agg(h.name, jsonb_build_object(
                'type', h.type_id::bigint,
                'remedy', case
                    when h.titles is not null and t.typcategory in ('S', 'E')
                        then 'write it as a text, in quotes' || case
                            when cardinality(h.titles) > 1
                                then ', or give its parts under keys of their own: '
                                    || array_to_string(h.titles, ', ')
                            else ''
                        end
                end))
            from tabular_import_engine.header_types(v_job.table_id, v_keys, v_job.options) as h
            cross join lateral tabular_import_engine.base_type(h.type_id, h.typmod) as b
            inner join pg_type as t on t.oid = b.base_type_id);
    end if;
    v_set.source := tabular_import_engine.records_source_sql(
        v_keys, tabular_import_engine.kept_cells(v_set.header, v_set.options),
        array(
            select
                case when t.typcategory = 'N'
                    then coalesce(tabular_import_engine.column_rule(v_set.options, h.name) ->> 'decimal_separator', '.')
                    else '.'
                end
            from unnest(v_set.header) with ordinality as h (name, n)
            left join tabular_import_engine.target_columns(v_job.table_id) as c on c.column_name = h.name
            left join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b on true
            left join pg_type as t on t.oid = coalesce((v_types -> v_keys[h.n] ->> 'type')::oid, b.base_type_id)
            order by h.n),
        case
            when v_types is not null
                then array(
                    select v_types -> k.key ->> 'remedy'
                    from unnest(v_keys) with ordinality as k (key, n)
                    order by k.n)
        end,
        import_records.records);
    return v_set;
end;
$$;

comment on function tabular_import_private.import_records(
    tabular_import_private.calling_role, text, oid, jsonb, jsonb, text
) is
'What run_records needs for tabular_import.import_records: it looks at options, limits, names and rights, and leaves '
'all that runs code of users to the caller. called_by: the role that calls it; table_id: what the name means to it; '
'search_path: the caller''s. Raises invalid_option, profile_not_found, limit_exceeded.';
