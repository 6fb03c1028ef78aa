create or replace function tabular_import_private.noted_template(job tabular_import_private.import_job, reading jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_changes constant integer := 20;
    v_template jsonb := noted_template.reading -> 'template';
    v_path text := tabular_import_engine.table_path(job.table_id);
    v_is_other boolean;
    v_changes text[] := '{}';
begin
    -- One without columns is noted already: the job goes on with rows of another.
    if v_template is null or not v_template ? 'columns' then
        return noted_template.reading;
    end if;
    if v_path is null or (tabular_import_engine.unfit_target(job.table_id)).problem is not null then
        return noted_template.reading - 'template';
    end if;
    -- A table may be renamed, and a restored one has another id.
    v_is_other := v_template ->> 'table' <> v_path and (v_template ->> 'id')::bigint <> job.table_id::bigint;
    if not v_is_other then
        if v_template ->> 'table' <> v_path then
            v_changes := array[format(
                'it was called %s', tabular_import_engine.shown_name(v_template ->> 'table'))];
        end if;
        v_changes := v_changes || tabular_import_engine.template_changes(job.table_id, v_template);
    end if;
    if cardinality(v_changes) > c_most_changes then
        v_changes := v_changes[:c_most_changes]
            || format('and %s more changes', cardinality(v_changes) - c_most_changes);
    end if;
    return noted_template.reading || jsonb_build_object('template', jsonb_build_object(
        'table', v_template ->> 'table', 'made', v_template ->> 'made', 'is_other', v_is_other,
        'changes', to_jsonb(v_changes)));
end;
$$;

comment on function tabular_import_private.noted_template(tabular_import_private.import_job, jsonb) is
'How a file was read, where that has the fingerprint of a template: in its place what has changed since, as {table, '
'made, is_other: it was of another table, changes}. reading: how the file was read.';
