-- dry_run: counts, row errors and status as of the real job, and nothing of it stays.
begin;
select plan(37);
create table demo.payment (
    code integer primary key, amount numeric(12, 2) check (amount > 0), note text,
    stamped text default 'by default'
);
create table demo.log (code integer);
create function demo.act() returns trigger language plpgsql as $$
begin
    if new.note = 'left out' then
        return null;
    elsif new.note = 'raise' then
        raise 'Not this one';
    end if;
    insert into demo.log values (new.code);
    new.note := upper(new.note);
    return new;
end
$$;
create trigger act before insert on demo.payment for each row execute function demo.act();
-- Deferred to the end, and there once more.
create function demo.late() returns trigger language plpgsql as $$
begin
    if new.note = 'LATE' then
        raise 'Too late for %', new.code;
    elsif new.note = 'AGAIN' then
        set constraints all deferred;
        update demo.payment set note = 'LATE' where code = new.code;
    end if;
    return null;
end
$$;
create constraint trigger late after insert or update on demo.payment deferrable initially deferred
for each row execute function demo.late();
grant insert, select, update on demo.payment, demo.log to tabular_import_user;

create function pg_temp.load(lines text[], options jsonb, table_name text default 'demo.payment') returns bigint
language sql as $$
    select tap_help.import(table_name, '{code,amount,note}', lines, options);
$$;
-- How an import ends, its counts and row errors, less the words in which a dry run differs. Its rows do not stay.
create function pg_temp.ends(lines text[], options jsonb) returns text
language plpgsql as $$
declare
    v_job bigint;
    v_end text;
begin
    begin
        v_job := pg_temp.load(ends.lines, ends.options);
        v_end := (
            select concat_ws(
                ' ', j.status, j.rows_read, j.rows_imported, j.rows_inserted, j.rows_updated, j.rows_unchanged,
                j.rows_skipped, j.rows_rejected, j.rows_held_back, j.rows_deleted,
                (
                    select string_agg(to_jsonb(e)::text, ' ' order by e.error_number)
                    from (
                        select x.row_number, x.column_name, x.value, x.sqlstate, x.message, x.error_number
                        from tabular_import.import_job_error as x where x.job_id = j.id
                    ) as e
                ))
            from tabular_import.import_job as j where j.id = v_job);
        raise exception using errcode = 'TAP00', message = 'taken back';
    exception
        when sqlstate 'TAP00' then return v_end;
    end;
end;
$$;
create temporary table file (name text, lines text[]);
insert into file values
    ('good rows', '{{1,0.10,a},{2,0.20,b},{3,5,c}}'),
    ('rows that a trigger leaves out', '{{1,0.10,a},{2,1,left out}}'),
    ('a bad cell and a constraint', '{{1,x,a},{2,-5,b},{3,5,c}}'),
    ('a repeated key', '{{1,1,a},{1,2,b},{3,5,c}}'),
    ('a trigger that raises', '{{1,1,a},{2,2,raise},{3,5,c}}'),
    ('no rows', '{}'),
    ('a deferred check', '{{1,1,a},{2,2,late}}'),
    ('a check that is deferred again', '{{1,1,a},{2,2,again}}'),
    ('no good row', '{{1,-1,a},{2,-2,b}}');

-- As the real job, in both engines
select is(
    pg_temp.ends(f.lines, o.options || '{"dry_run": true}'), pg_temp.ends(f.lines, o.options),
    f.name || ' ' || o.options::text)
from file as f, (values
    ('{}'::jsonb), ('{"engine": "reference"}'), ('{"on_error": "skip"}')
) as o (options)
where f.name <> 'a check that is deferred again';
select matches(
    pg_temp.ends(f.lines, '{"dry_run": true}'), '^error 2 0 0 .*Too late for 2',
    'what is deferred again and again is asked in a dry run as well')
from file as f where f.name = 'a check that is deferred again';

-- Nothing stays
select pg_temp.load(f.lines, '{"dry_run": true}') as job_id, f.name from file as f;
select is((select count(*) from demo.payment), 0::bigint, 'no row');
select is((select count(*) from demo.log), 0::bigint, 'nothing that triggers did');

-- Words
create function pg_temp.words(lines text[], options jsonb) returns text
language plpgsql as $$
declare
    v_job bigint := pg_temp.load(words.lines, words.options);
begin
    return (
        select concat_ws(' | ', j.status, j.result, j.hint) from tabular_import.import_job as j where j.id = v_job);
end;
$$;
select is(
    pg_temp.words(lines, '{"dry_run": true, "on_repeat": "ignore"}'),
    'success | Dry run: would import 3 row(s) | The file has no column for stamped (its default). This was a dry run and nothing was changed: without it the job would '
    'end with status success.',
    'of a success')
from file where name = 'good rows';
select matches(
    pg_temp.words(lines, '{"dry_run": true, "on_error": "skip"}'),
    e'^partial [|] Dry run: would import 1 of 3 row[(]s[)]\nErrors occurred while importing the records\n    1: .*\n    2: .* [|] .*[.] '
    'This was a dry run and nothing was changed: without it the job would end with status partial[.]$',
    'of a part')
from file where name = 'a bad cell and a constraint';
select matches(
    pg_temp.words(lines, '{"dry_run": true}'),
    e'^error [|] Dry run: would import 0 row[(]s[)]\nErrors occurred while importing the records\n    1: .*\n    2: .*'
    'without it the job would end with status error[.]',
    'of a refusal')
from file where name = 'a bad cell and a constraint';

-- Guards
select matches(
    pg_temp.words(lines, '{"dry_run": true, "expect_rows": 4}'), '^error .*expects 4 row[(]s[)], and 3 go in',
    'what is expected is judged')
from file where name = 'good rows';
select matches(
    pg_temp.words(lines, '{"dry_run": true, "expect_sums": {"amount": "5.30"}}'), '^success ', 'sums as well')
from file where name = 'good rows';

-- It counts for no other job
select pg_temp.words('{{11,1,a}}', '{"dry_run": true}');
select matches(
    pg_temp.words('{{12,1,a},{13,1,a},{14,1,a}}', '{"max_change": "1 %"}'), '^success ',
    'max_change compares with the last import, not with a dry run');

-- Where it cannot stand
select throws_ok(
    $$select pg_temp.load('{{1,1,a}}', '{"dry_run": true, "idempotency_key": "k"}')$$, 'TI005', null,
    'an idempotency key would give the trial for the job that is meant');
select throws_ok(
    $$select pg_temp.load('{{1,1,a}}', '{"dry_run": "yes"}')$$, 'TI005', null, 'true or false');
select throws_ok(
    $$select tabular_import.save_import_profile('p', null, '{"dry_run": true}')$$, 'TI005', null, 'no profile has it');
select throws_ok(
    $$select tabular_import.import_records('demo.payment', '[{"code": 1}]', '{"dry_run": true}')$$, 'TI005', null,
    'records have none');
select * from finish();
rollback;
