begin;
select plan(12);

-- A condition that tells what it is asked about, and is cheaper than all of ours, is asked about one's own alone.
create temporary table job as
select
    tap_help.import('demo.trunk', '{code,a_field}', '{{x,secret of alice}}', role_name => 'alice') as of_alice,
    tap_help.import('demo.trunk', '{code,a_field}', '{{y,secret of bob}}', role_name => 'bob') as of_bob;
create temporary table told (word text);
grant insert, select on told to public;
create function pg_temp.tell(word anyelement) returns boolean language plpgsql cost 0.0000001 as $$
begin
    insert into told values (word::text);
    return true;
end;
$$;
create function pg_temp.tell_both(one anyelement, other anyelement) returns boolean language plpgsql cost 0.0000001 as $$
begin
    insert into told values (one::text);
    return true;
end;
$$;
create operator pg_temp.=== (leftarg = anyelement, rightarg = anyelement, function = pg_temp.tell_both);
grant execute on function pg_temp.tell(anyelement), pg_temp.tell_both(anyelement, anyelement) to public;
grant select on job to public;

select tap_help.log_in('bob');
select lives_ok(
    format('select * from tabular_import.%I as v where pg_temp.tell(v.%I)', c.view_name, c.column_name),
    format('attacked: %s.%s by a cheap function, held', c.view_name, c.column_name)
)
from (
    values
    ('import_job', 'table_name'), ('import_job', 'submitted_by'), ('import_job', 'file_id'), ('import_job', 'result'),
    ('import_job_error', 'value'), ('import_job_error', 'message'), ('import_file', 'name'), ('import_file', 'id'),
    ('import_attempt', 'worker')
) as c (view_name, column_name);
select lives_ok(
    'select * from tabular_import.import_job_error as e inner join tabular_import.import_job as j '
    'on j.id operator(pg_temp.===) e.job_id where pg_temp.tell(e.value) order by pg_temp.tell(j.result)',
    'attacked: a join by a cheap operator, held'
);
select tap_help.log_out();
select is_empty(
    $$select word from told where word like '%alice%' or word in (
        select f.id::text from tabular_import_private.import_file as f where f.owner = 'alice'::regrole
        union all select of_alice::text from job)$$,
    'nothing of alice''s was told'
);
select ok((select count(*) > 9 from told), 'of one''s own it was');

select * from finish();
rollback;
