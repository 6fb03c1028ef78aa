create or replace function tabular_import_private.name_refused_rows(
    job tabular_import_private.import_job, plan tabular_import_engine.import_plan
)
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
    c_most constant bigint := 10000;
    v_reference record;
    -- What links find is the submitter's to see; the engine names the rows that they need.
    v_source text := case
        when plan.link_head is null then plan.staging
        else format('(select %s from %s as s)', plan.cells, plan.staged)
    end;
begin
    if not tabular_import_engine.refers_to_itself(job.table_id) then
        return;
    end if;
    for v_reference in
        select
            k.conname::text as name,
            string_agg(format('n.c%s = s.c%s', g.position, h.position), ' and ' order by n.position) as is_referred,
            string_agg(format('p.c%s', g.position), ', ' order by n.position) as key
        from pg_constraint as k
        cross join unnest(k.conkey, k.confkey) with ordinality as n (referring, referred, position)
        inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = n.referring
        inner join pg_attribute as b on b.attrelid = k.conrelid and b.attnum = n.referred
        left join unnest(plan.header) with ordinality as h (name, position) on h.name = a.attname
        left join unnest(plan.header) with ordinality as g (name, position) on g.name = b.attname
        where k.contype = 'f' and k.conrelid = job.table_id and k.confrelid = k.conrelid
        group by k.oid, k.conname
        having bool_and(h.position is not null and g.position is not null
            and h.position <= plan.file_columns and (plan.rules[h.position] ? 'link') is not true
            and g.position <= plan.file_columns and (plan.rules[g.position] ? 'link') is not true)
    loop
        -- Cells are compared as they are written: of a row that is refused some may be no values.
        -- Of all refused rows of a key two are enough, as a row is not hinted at itself.
        execute format(
            'with refused as materialized (select distinct o.row_number '
            'from tabular_import_private.import_job_error as o where o.job_id = $1), '
            'fallen as materialized (select distinct o.row_number '
            'from tabular_import_private.import_job_error as o '
            'where o.job_id = $1 and o.error_number <= $3 and o.sqlstate = ''23503'' and o.constraint_name = $2), '
            'needed as materialized (select %3$s, min(p.row_number) as first, '
            '(array_agg(p.row_number order by p.row_number))[2] as second '
            'from %1$s as p inner join refused as r on r.row_number = p.row_number group by %3$s) '
            'update tabular_import_private.import_job_error as e '
            'set hint = format(''It refers to row %%s of the file, which is refused itself: mend that one.'', '
            'f.needed) '
            'from (select s.row_number, '
            'case when n.first <> s.row_number then n.first else n.second end as needed '
            'from %1$s as s inner join fallen as w on w.row_number = s.row_number inner join needed as n on %2$s) as f '
            'where f.needed is not null and e.job_id = $1 and e.row_number = f.row_number '
            'and e.sqlstate = ''23503'' and e.constraint_name = $2',
            v_source, v_reference.is_referred, v_reference.key)
        using job.id, v_reference.name, c_most;
    end loop;
end;
$$;

comment on function tabular_import_private.name_refused_rows(
    tabular_import_private.import_job, tabular_import_engine.import_plan
) is
'Tells in the hint of rows that fall because a row of the file to which they refer is refused which one it is, for the '
'first 10,000 row errors of a job.';
