begin;
select plan(21);
create table demo.watched (code integer primary key, note text not null);
grant insert, select on demo.watched to tabular_import_user;

create function demo.act() returns trigger language plpgsql as $$
begin
    case
        when new.note = 'drop' then return null;
        when new.note = 'refuse' then raise 'not %', new.code using detail = 'a detail', hint = 'Do otherwise.', errcode = 'P0099';
        when new.note = 'assert' then assert false, 'must not be';
        when new.note = 'column' then raise 'bad' using column = 'note', constraint = 'rule', errcode = '22000';
        when new.note = 'number' then new.note := (new.note::integer)::text;
        when new.code < 0 then new.code := -new.code;
        when new.note = 'path' then new.note := current_setting('search_path');
        else null;
    end case;
    new.note := coalesce(new.note, 'filled in');
    return new;
end;
$$;
create trigger act before insert on demo.watched for each row execute function demo.act();

-- drops
select is(
    tap_help.result(tap_help.import('demo.watched', '{code,note}', '{{1,a},{2,drop},{3,b},{4,drop}}')),
    'Successfully imported 2 row(s)', 'rows that a trigger drops are not counted as imported'
);
select results_eq(
    'select status, rows_read, rows_imported, rows_rejected, rows_skipped, hint from tabular_import.import_job',
    $$values ('success', 4::bigint, 2::bigint, 0::bigint, 2::bigint,
        'The table itself skipped 2 row(s), by a trigger or rule.')$$,
    'and the job says so'
);
select results_eq('select code from demo.watched order by code', 'values (1), (3)', 'the others are there');

-- changes
create temporary table changed as
select tap_help.import('demo.watched', '{code,note}', array[['-10', 'x'], ['10', 'y'], ['11', '']]) as id;
select results_eq(
    'select tap_help.errors(id) from changed', $$values ('2 | code | 10 | 23505')$$,
    'rows are judged by what the trigger makes of them: a key that it changed, a required cell that it fills'
);
select results_eq(
    'select message, detail from tabular_import.import_job_error where job_id = (select id from changed)',
    $$values (
        'Got a duplicate identity: Watched . Code, Which triggered an error from the database driver: '
        || 'duplicate key value violates unique constraint "watched_pkey"',
        'Key (code)=(10) already exists.')$$,
    'the error speaks of the value in the table'
);
select is(
    tap_help.result(tap_help.import('demo.watched', '{code,note}', array[['-10', 'x'], ['11', '']])),
    'Successfully imported 2 row(s)', 'without it they go in'
);
select results_eq(
    'select code, note from demo.watched where code > 9 order by code', $$values (10, 'x'), (11, 'filled in')$$,
    'as the trigger wants them'
);

-- refuses
create temporary table refused as
select tap_help.import('demo.watched', '{code,note}', '{{21,refuse},{22,good},{23,column},{24,number},{25,assert}}') as id;
select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name, message, detail, hint'
    ' from tabular_import.import_job_error where job_id = (select id from refused) order by error_number',
    $$values
    (1::bigint, null, null, 'P0099', null, 'not 21', 'a detail', 'Do otherwise.'),
    (3, null, null, '22000', 'rule', 'bad', null, 'Correct the cell in the file.'),
    (4, null, null, '22P02', null, 'invalid input syntax for type integer: "number"', null, 'Correct the cell in the file.'),
    (5, null, null, 'P0004', null, 'must not be', null, null)$$,
    'what a trigger raises is a row error with all that it says'
);
select is_empty('select * from demo.watched where code between 20 and 29', 'and nothing is imported');

-- the submitter's search_path
set local search_path = demo, public, tap, tap_help;
select is(
    tap_help.result(tap_help.import('watched', '{code,note}', '{{40,path}}')), 'Successfully imported 1 row(s)',
    'the table''s name is resolved by the submitter''s search_path'
);
set local search_path = public, tap, tap_help;
select is(
    (select w.note from demo.watched as w where w.code = 40), 'demo, public, tap, tap_help',
    'in which its triggers run'
);

-- after the row, and after the statement
create function demo.after() returns trigger language plpgsql as $$
begin
    raise exception using message = tg_level || ' of ' || tg_op;
end;
$$;
create trigger after_row after insert on demo.watched for each row when (new.note = 'after') execute function demo.after();
create temporary table after_row as
select tap_help.import('demo.watched', '{code,note}', '{{50,after},{51,x}}') as id;
select results_eq(
    'select row_number, sqlstate, message from tabular_import.import_job_error where job_id = (select id from after_row)',
    $$values (1::bigint, 'P0001', 'ROW of INSERT')$$, 'a trigger after the row refuses the row'
);
create trigger after_statement after insert on demo.watched execute function demo.after();
create temporary table after_statement as
select tap_help.import('demo.watched', '{code,note}', '{{50,x},{51,y}}') as id;
select results_eq(
    'select row_number, message from tabular_import.import_job_error where job_id = (select id from after_statement)'
    ' order by error_number',
    $$values (1::bigint, 'STATEMENT of INSERT'), (2, 'STATEMENT of INSERT')$$,
    'a trigger of the statement refuses every row, as each is inserted by a statement of its own'
);

-- the API is closed to a trigger
drop trigger after_statement on demo.watched;
create or replace function demo.after() returns trigger language plpgsql as $$
begin
    perform tabular_import.upload_file('x.csv', 'x');
    return null;
end;
$$;
create trigger after_statement after insert on demo.watched execute function demo.after();
create temporary table calling as select tap_help.submit('demo.watched') as id;
grant select on calling to walter;
select tap_help.claim(id) from calling;
select tap_help.stage(id, '{code,note}', '{{50,x}}') from calling;
select throws_ok(
    format('select tap_help.run(%s)', id), 'TI001',
    'The tabular import API may not be called from code that a running import executes.',
    'a trigger may not call the API'
) from calling;
select tap_help.log_out();
select is(tap_help.status(id), 'running', 'the attempt is broken off') from calling;
select tap_help.log_in('walter');
select lives_ok(format('select tabular_import.reject_import(%s, 1, ''broken off'')', id), 'for the worker to end')
from calling;
select tap_help.log_out();
drop trigger after_statement on demo.watched;

-- views and rules
create view demo.watched_view as select w.code, w.note from demo.watched as w;
create function demo.instead() returns trigger language plpgsql security definer as $$
begin
    if new.note = 'drop' then
        return null;
    end if;
    insert into demo.watched values (new.code + 1000, new.note);
    return new;
end;
$$;
create trigger instead instead of insert on demo.watched_view for each row execute function demo.instead();
grant insert on demo.watched_view to tabular_import_user;
select is(
    tap_help.result(tap_help.import('demo.watched_view', '{code,note}', '{{60,x},{61,drop}}')),
    'Successfully imported 1 row(s)', 'a view takes rows by its trigger'
);
select is((select w.note from demo.watched as w where w.code = 1060), 'x', 'which does what it wants');
create rule nothing as on insert to demo.watched where new.note = 'rule' do instead nothing;
select is(
    tap_help.result(tap_help.import('demo.watched', '{code,note}', '{{70,rule},{71,x}}')), 'Successfully imported 1 row(s)',
    'a rule may drop rows too'
);

-- deferred work that defers more without end
create table demo.chain (code integer);
grant insert, select on demo.chain to alice;
create function demo.next_link() returns trigger language plpgsql as $$
begin
    -- not within this statement, where the depth of the stack would end it
    set constraints all deferred;
    insert into demo.chain values (new.code + 1);
    return null;
end;
$$;
create constraint trigger next_link after insert on demo.chain deferrable initially deferred
for each row execute function demo.next_link();
create temporary table endless as select tap_help.submit('demo.chain') as id;
select tap_help.claim(id) from endless;
select tap_help.stage(id, '{code}', '{{1}}') from endless;
select throws_ok(
    format('select tap_help.run(%s)', id), 'TI009', 'The triggers of the table keep deferring further work.', 'an endless chain'
) from endless;
select tap_help.log_out();
select is_empty('select * from demo.chain', 'nothing of it stays');

select * from finish();
rollback;
