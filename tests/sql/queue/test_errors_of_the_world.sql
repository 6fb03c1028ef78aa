begin;
select plan(74);
select tap_help.set_clock('2030-01-01 12:00:00+00');

-- which errors end a job and which let it be tried again
create temporary table seen (sqlstate text, is_world boolean);
insert into seen values
('40001', true), ('40P01', true), ('08006', true), ('08000', true), (null, true), ('57P01', true), ('57P02', true),
('57P03', true), ('57014', true), ('53100', true), ('53200', true), ('53300', true), ('58030', true), ('55P03', true),
('25006', true), ('XX000', true), ('XX001', true),
('23505', false), ('22P02', false), ('42501', false), ('42P01', false), ('23503', false), ('P0001', false),
('TI001', false), ('TI006', false), ('TI009', false), ('TI015', false), ('0A000', false), ('54000', false);
create temporary table judged as
select s.*, tap_help.submit('demo.trunk', '{"allow_parallel": true}') as id from seen as s;
do $$
begin
    for i in 1..(select count(*) from judged) loop
        perform tap_help.take();
    end loop;
end;
$$;
select is(
    tap_help.fail(j.id, j.sqlstate), case when j.is_world then 'queued' else 'error' end,
    format('%s is an error of the %s', coalesce(j.sqlstate, 'a lost connection'), case when j.is_world then 'world' else 'data' end)
)
from judged as j;
select is(tap_help.status(j.id), case when j.is_world then 'queued' else 'error' end, 'so it stands: ' || coalesce(j.sqlstate, '-'))
from judged as j;
select is(
    (select array[i.result, i.hint] from tabular_import.import_job as i where i.id = j.id), array['It broke.', 'Mend it.'],
    'the message is the result'
)
from judged as j where j.sqlstate = '42501';
select set_eq(
    format('select tap_help.history(%s)', j.id), array['1 | retry | 40001 | It broke.'], 'and in the history'
)
from judged as j where j.sqlstate = '40001';

-- how long it waits
select ok(
    bool_and(d.delay between 0.5 * least(60, 0.5 * 2 ^ (d.tries - 1)) * interval '1 second'
        and least(60, 0.5 * 2 ^ (d.tries - 1)) * interval '1 second'),
    'the delay doubles up to a minute and is shortened by half at most'
)
from (
    select n as tries, tabular_import_private.retry_delay(n) as delay
    from generate_series(1, 40) as n, generate_series(1, 50)
) as d;
select ok(count(distinct tabular_import_private.retry_delay(5)) > 10, 'it is never quite the same') from generate_series(1, 20);

delete from tabular_import_private.import_job;
create temporary table w as select tap_help.submit('demo.trunk', '{"max_attempts": 4}') as id;
select is(tap_help.take(), w.id, 'taken') from w;
select is(tap_help.fail(w.id, '40001'), 'queued', 'broken off') from w;
select ok(
    (select i.run_after between '2030-01-01 12:00:00.25+00' and '2030-01-01 12:00:00.5+00' from tabular_import.import_job as i),
    'it waits for up to half a second'
);
select is(tap_help.take(), null, 'and is not given out before');
select tap_help.move_clock('0.5 seconds');
select is(tap_help.take(), w.id, 'then it is') from w;
select is(tap_help.fail(w.id, '53100'), 'queued', 'again') from w;
select is(tap_help.status(w.id), 'queued', 'still not the end') from w;
select tap_help.move_clock('1 second');
select is(tap_help.take(), w.id, 'a second later') from w;
select is(tap_help.fail(w.id, '08006'), 'queued', 'again') from w;
select tap_help.move_clock('2 seconds');
select is(tap_help.take(), w.id, 'two seconds later') from w;
select is(tap_help.fail(w.id, '40P01', 'deadlock detected'), 'error', 'four attempts were all it had') from w;
select is(
    tap_help.result(w.id), 'The import was attempted 4 time(s) and did not come to an end: deadlock detected', 'it says so'
) from w;

select * from finish();
rollback;
