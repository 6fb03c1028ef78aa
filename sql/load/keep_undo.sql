create or replace function tabular_import_private.keep_undo(job tabular_import_private.import_job, notes name)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many rows that were inserted one by one are one line.
    c_line_rows constant integer := 10000;
    v_notes text := format('tabular_import_staging.%I', keep_undo.notes);
    v_width integer := cardinality(tabular_import_engine.row_key(job.table_id));
    v_own xid;
    v_xids xid[];
    v_changes bigint;
    v_is_wrong boolean;
begin
    perform tabular_import_private.forget_undo(array[job.id]);
    -- What is noted of a row is written by the very statement that writes the row.
    execute format(
        'select coalesce(array_agg(x.xid), ''{}''), '
        '(select count(*) from %1$s as n where n.action in (''update'', ''delete'')), '
        'exists (select from %1$s as n where n.numbers is not null '
        'and (cardinality(n.key) <> n.row_count * $1 '
        'and (n.row_count = 2 or $1 > 1 or n.key[2]::bigint - n.key[1]::bigint + 1 <> n.row_count) '
        'or cardinality(n.numbers) <> n.row_count and n.numbers[2] - n.numbers[1] + 1 <> n.row_count)) '
        'from (select n.xmin as xid from %1$s as n where n.action in (''insert'', ''update'') union '
        'select u.xid::xid from %1$s as n cross join unnest(n.key) as u (xid) where n.action = ''xids'') as x',
        v_notes)
    into v_xids, v_changes, v_is_wrong
    using v_width;
    if v_is_wrong then
        raise exception using
            errcode = 'internal_error', message = 'The keys that were noted are not those of the rows of the file.';
    end if;
    insert into tabular_import_private.import_undo (
        job_id, table_oid, search_path, settings, xids, top_xid, change_count)
    values (
        job.id, job.table_id, job.search_path,
        (
            select jsonb_object_agg(s.name, current_setting(s.name))
            from unnest(array[
                'DateStyle', 'IntervalStyle', 'extra_float_digits', 'bytea_output', 'xmloption', 'array_nulls',
                'timezone_abbreviations', 'TimeZone', 'lc_monetary']) as s (name)
        ),
        v_xids, pg_current_xact_id(), v_changes)
    returning xmin into v_own;
    update tabular_import_private.import_undo as u
    set own_xid = v_own
    where u.job_id = job.id;
    execute format(
        'insert into tabular_import_private.import_undo_table (job_id, table_oid, key_numbers, columns) '
        'select $1, t.table_id, array('
        'select a.attnum from unnest(tabular_import_engine.row_key(t.table_id)) with ordinality as k (name, n) '
        'inner join pg_attribute as a on a.attrelid = t.table_id and a.attname = k.name order by k.n), ('
        'select jsonb_agg(jsonb_build_object('
        '''number'', a.attnum, ''name'', a.attname, ''type'', a.atttypid::bigint, ''typmod'', a.atttypmod) '
        'order by c.n) from unnest(tabular_import_engine.undo_columns(t.table_id)) with ordinality as c (name, n) '
        'inner join pg_attribute as a on a.attrelid = t.table_id and a.attname = c.name) '
        'from (select $2 as table_id union select n.table_id from %s as n where n.table_id is not null) as t',
        v_notes)
    using job.id, job.table_id;
    execute format(
        'insert into tabular_import_private.import_undo_insert (job_id, table_oid, row_count, row_numbers, keys) '
        'select $1, $2, n.row_count, n.numbers, n.key from %s as n where n.numbers is not null',
        v_notes)
    using job.id, job.table_id;
    execute format(
        'insert into tabular_import_private.import_undo_insert (job_id, table_oid, row_count, row_numbers, keys) '
        'select $1, s.table_id, count(*) filter (where k.n = 1), '
        'array_agg(s.row_number order by s.place) filter (where k.n = 1), array_agg(k.value order by k.n, s.place) '
        'from (select coalesce(n.table_id, $2) as table_id, n.row_number, n.key, '
        'row_number() over (partition by n.table_id order by n.row_number) as place from %s as n '
        'where n.numbers is null and n.action = ''insert'') as s '
        'cross join unnest(s.key) with ordinality as k (value, n) group by s.table_id, (s.place - 1) / $3',
        v_notes)
    using job.id, job.table_id, c_line_rows;
    execute format(
        'insert into tabular_import_private.import_undo_change ('
        'job_id, table_oid, row_number, action, key, old_values) '
        'select $1, $2, n.row_number, n.action, n.key, n.old from %s as n where n.action in (''update'', ''delete'')',
        v_notes)
    using job.id, job.table_id;
end;
$$;

comment on function tabular_import_private.keep_undo(tabular_import_private.import_job, name) is
'Keeps what a job with option undo has noted, for undo_import_job: which rows it inserted, and what those were that it '
'updated or deleted. notes: the table that begin_row_keys has made.';
