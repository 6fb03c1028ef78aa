-- Where every row of a file went: read = inserted + updated + unchanged + skipped + rejected + held back.
begin;
select plan(12);
create table demo.counted (code integer primary key, note text);
grant insert, select on demo.counted to tabular_import_user;
create function demo.leave_out() returns trigger language plpgsql as $$
begin
    return case when new.note = 'drop' then null else new end;
end;
$$;
create trigger leave_out before insert on demo.counted for each row execute function demo.leave_out();

create function demo.counts(job bigint) returns text language sql as $$
    select concat_ws(
        ' ', status, rows_read, rows_imported, rows_inserted, rows_updated, rows_unchanged, rows_skipped, rows_rejected,
        rows_held_back, rows_deleted)
    from tabular_import.import_job where id = job;
$$;

select is(
    demo.counts(tap_help.import('demo.counted', '{code,note}', '{{1,a},{2,drop},{3,b}}')),
    'success 3 2 2 0 0 1 0 0 0', 'rows that go in and one that the table skips'
);
create temporary table refused as
select tap_help.import('demo.counted', '{code,note}', '{{4,a},{x,b},{5,drop},{6,c},{1,d}}') as id;
select is(
    (select demo.counts(id) from refused), 'error 5 0 0 0 0 1 2 2 0', 'good rows of a file that is refused are held back'
);
select is(
    demo.counts(tap_help.import('demo.counted', '{code,note}', '{{7,a},{x,b},{8,drop}}', '{"engine": "reference"}')),
    'error 3 0 0 0 0 1 1 1 0', 'by the reference engine, too'
);
select is(
    demo.counts(tap_help.import('demo.counted', '{code,notes}', '{{7,a}}')), 'error 0',
    'of a file whose header does not fit nothing is counted'
);
select is(
    demo.counts(tap_help.import('demo.counted', '{code,note}', '{}')), 'success 0 0 0 0 0 0 0 0 0', 'a file without rows'
);
create temporary table cancelled as select tap_help.submit('demo.counted') as id;
select lives_ok('select tabular_import.cancel_import_job((select id from cancelled))', 'a waiting job is cancelled');
select is((select demo.counts(id) from cancelled), 'cancelled 0', 'and has read nothing');

-- The whole of it again
select lives_ok('select tabular_import.retry_import_job((select id from refused))', 'a refused job is tried again');
select is((select demo.counts(id) from refused), 'queued', 'and has no counts meanwhile');

-- Nobody can write another result
select throws_ok(
    format(
        'update tabular_import_private.import_job set %s where status = ''success'' and rows_read > 0', c.change),
    '23514', null, c.name)
from (values
    ('rows_inserted = 3, rows_imported = 3', 'counts do not say more than was read'),
    ('rows_held_back = null', 'or nothing'),
    ('status = ''partial''', 'nor is a job partial that has rejected no row')
) as c (change, name);
select * from finish();
rollback;
