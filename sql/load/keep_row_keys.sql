create or replace function tabular_import_private.keep_row_keys(
    job tabular_import_private.import_job, counts tabular_import_engine.import_counts, rows jsonb
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- Nobody has counted the staged rows.
set enable_nestloop = off
as $$
declare
    v_name name := tabular_import_private.row_keys_table(job);
    v_staged text;
    -- Nothing of a job that is refused, or held.
    v_is_kept boolean := not counts.is_refused and counts.review -> 'is_done' is distinct from 'false';
begin
    if v_name is null then
        return;
    end if;
    if v_is_kept and job.options -> 'undo' = 'true' then
        perform tabular_import_private.keep_undo(job, v_name);
    end if;
    if v_is_kept and job.options -> 'keep_row_keys' = 'true' then
        select format('tabular_import_staging.%I', s.table_name) into v_staged
        from tabular_import_private.staging as s
        where s.job_id = job.id and s.attempt = job.attempt and s.table_name is not null;
        execute format(
            'insert into tabular_import_private.import_row_key (job_id, row_number, line_number, action, key) '
            'select distinct on (s.row_number) $1, s.row_number, s.line_number, coalesce(k.action, ''skip''), '
            'jsonb_object($4, k.key) '
            'from %s left join ('
            'select n.row_number, n.action, n.key from tabular_import_staging.%I as n '
            'where n.numbers is null and n.action in (''insert'', ''update'', ''unchanged'', ''skip'') '
            'union all select r.row_number, n.action, r.key from tabular_import_staging.%2$I as n '
            'cross join tabular_import_engine.spread_keys(n.key, n.numbers, n.row_count) '
            'as r '
            'where n.numbers is not null'
            ') as k on k.row_number = s.row_number '
            'where not exists (select from unnest($3) as b (row_number) where b.row_number = s.row_number) '
            -- Of what was found unchanged and written after all, because of others, the writing counts.
            'order by s.row_number, k.action in (''insert'', ''update'') desc nulls last',
            case
                when v_staged is not null then v_staged || ' as s'
                else '(select r.number as row_number, (r.cells ->> 0)::bigint as line_number '
                    'from jsonb_array_elements($2) with ordinality as r (cells, number)) as s'
            end,
            v_name)
        using job.id, keep_row_keys.rows, tabular_import_private.refused_rows(job.id, counts.unlisted_rows),
            tabular_import_engine.row_key(job.table_id);
    end if;
    perform tabular_import_private.drop_staging_table(v_name);
end;
$$;

comment on function tabular_import_private.keep_row_keys(
    tabular_import_private.import_job, tabular_import_engine.import_counts, jsonb
) is
'Keeps, for view import_job_row, what has become of the rows of a job with option keep_row_keys; nothing of a job that '
'is refused. rows: see run_small_import, NULL if they are staged.';
