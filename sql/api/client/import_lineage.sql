create or replace view tabular_import.import_lineage
with (security_barrier)
as
select
    case
        when r.table_oid = j.table_id then j.table_path
        else tabular_import_engine.table_path(r.table_oid)
    end as table_name,
    r.key,
    j.id as job_id,
    f.name as file_name,
    j.reading ->> 'sheet' as sheet,
    r.row_number,
    j.submitter_name as submitted_by,
    j.completed_at as at,
    r.action,
    j.undone_at
from tabular_import_private.import_job as j
inner join tabular_import_private.import_file as f on f.id = j.file_id
cross join
    lateral (
        select
            j.table_id as table_oid,
            k.row_number,
            k.action,
            k.key
        from tabular_import_private.import_row_key as k
        where k.job_id = j.id and k.action in ('insert', 'update')
        union
        select
            u.table_oid,
            u.row_number,
            u.action,
            jsonb_object(n.names, u.key) as key
        from (
            select
                i.table_oid,
                s.row_number,
                'insert' as action,
                s.key
            from tabular_import_private.import_undo_insert as i
            cross join lateral tabular_import_engine.spread_keys(i.keys, i.row_numbers, i.row_count) as s
            where i.job_id = j.id
            union all
            select
                c.table_oid,
                c.row_number,
                c.action,
                c.key
            from tabular_import_private.import_undo_change as c
            where c.job_id = j.id
        ) as u
        inner join
            lateral (
                select array_agg(coalesce(a.attname, 'column ' || e.number)::text order by e.n) as names
                from tabular_import_private.import_undo_table as t
                cross join unnest(t.key_numbers) with ordinality as e (number, n)
                left join pg_attribute as a on a.attrelid = t.table_oid and a.attnum = e.number
                where t.job_id = j.id and t.table_oid = u.table_oid
            ) as n
            on n.names is not null
    ) as r
where tabular_import_private.may_see_job(j.submitter, j.submitter_name);

comment on view tabular_import.import_lineage is
'From which file rows of tables come, of those jobs that view import_job shows and that option undo or keep_row_keys '
'was given to: table_name, key (of the row when it was written, as JSON of texts), job_id, file_name, sheet, '
'row_number (of the file; NULL for rows that it has not: created for links, or deleted), submitted_by, at (when the '
'job ended), action (insert, update or delete), undone_at (when the job was undone; rows that were changed since may '
'still be there).';

grant select on tabular_import.import_lineage to tabular_import_user, tabular_import_worker, tabular_import_admin;
