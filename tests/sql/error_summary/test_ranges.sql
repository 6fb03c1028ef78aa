-- Row errors as they may be stored, whatever made them.
begin;
select plan(15);

-- A job with these row errors; those of one row may be several, and in any order.
create function pg_temp.job(rows bigint[], messages text[] default '{bad}', of_values text[] default '{v}')
returns bigint language plpgsql as $$
declare
    v_job bigint := tap_help.submit('demo.trunk');
begin
    perform tap_help.log_in('alice');
    perform tabular_import.cancel_import_job(v_job);
    perform tap_help.log_out();
    insert into tabular_import_private.import_job_error (
        job_id, error_number, row_number, line_number, value, sqlstate, message)
    select v_job, r.n, r.row_number, r.row_number + 1, of_values[(r.n - 1) % cardinality(of_values) + 1], 'P0001',
        messages[(r.n - 1) % cardinality(messages) + 1]
    from unnest(rows) with ordinality as r (row_number, n);
    return v_job;
end;
$$;
create function pg_temp.said(job_id bigint) returns text language sql as $$
    select string_agg(
        concat_ws(' | ', s.reason, coalesce(s.row_ranges, '-'), s.row_count, s.error_count), e'\n'
        order by s.cause_number)
    from tabular_import.import_job_error_summary as s
    where s.job_id = said.job_id;
$$;

select is(pg_temp.said(pg_temp.job('{}')), null, 'no errors, no causes');
select is(pg_temp.said(pg_temp.job('{7}')), 'bad | 7 | 1 | 1', 'one row');
select is(
    pg_temp.said(pg_temp.job('{40,2,9,10,5,11,11,12,2,9223372036854775806}')),
    'bad | 2, 5, 9-12, 40, 9223372036854775806 | 8 | 10', 'in any order, and several of a row'
);
select is(pg_temp.said(pg_temp.job('{null,null}')), 'bad | - | 0 | 2', 'of no row');
select is(pg_temp.said(pg_temp.job('{null,3,4}')), 'bad | 3-4 | 2 | 3', 'of a row and of none');
select is(
    pg_temp.said(pg_temp.job((select array_agg(n * 2 order by n) from generate_series(1, 100) as n))),
    format('bad | %s | 100 | 100', (select string_agg((n * 2)::text, ', ' order by n) from generate_series(1, 100) as n)),
    'a hundred ranges'
);
select is(
    pg_temp.said(pg_temp.job((select array_agg(n * 2 order by n) from generate_series(1, 101) as n))),
    format(
        'bad | %s, ... | 101 | 101', (select string_agg((n * 2)::text, ', ' order by n) from generate_series(1, 100) as n)),
    'more are cut, and counted'
);
select is(
    pg_temp.said(pg_temp.job('{1,2,3,4,5,6}', '{a,b,b}')), e'b | 2-3, 5-6 | 4 | 4\na | 1, 4 | 2 | 2',
    'the cause of most rows first'
);
select is(
    pg_temp.said(pg_temp.job('{null,2,3}', '{a,b,b}')), e'a | - | 0 | 1\nb | 2-3 | 2 | 2', 'but for what is about no row');
select is(
    pg_temp.said(pg_temp.job('{1,2,3,4}', '{b,a}')), e'b | 1, 3 | 2 | 2\na | 2, 4 | 2 | 2', 'then that of the first row');
select is(
    pg_temp.said(pg_temp.job('{1,2,3}', array['price -5 of "x" isn''t right', 'price 1,000.50 of "y, z" isn''t right'])),
    'price ... of ... isn''t right | 1-3 | 3 | 3', 'numbers and quoted texts in messages of others'
);
select is(
    pg_temp.said(pg_temp.job('{1,2}', array['price 5 is too low'])), 'price 5 is too low | 1-2 | 2 | 2',
    'which stay where they are the same'
);
create temporary table many as
select pg_temp.job(
    array(select generate_series(1, 17)), of_values => '{a,b,c,b,c,a,c,d,null,e,f,g,h,i,k,l,m}') as id;
select is(
    (
        select string_agg(format('%s %s', v.entry ->> 'value', v.entry ->> 'count'), ', ' order by v.place)
            || format(' of %s', s.value_count)
        from tabular_import.import_job_error_summary as s
        cross join lateral jsonb_array_elements(s.offending_values) with ordinality as v (entry, place)
        where s.job_id = j.id
        group by s.value_count
    ), 'c 3, a 2, b 2, d 1, e 1, f 1, g 1, h 1, i 1, k 1 of 12', 'ten values: the most frequent, then the first'
)
from many as j;
-- Whatever there is: all rows and all errors are in it, each once.
create temporary table random as
select pg_temp.job(
    array(select nullif(trunc(random() * 60)::bigint, 0) from generate_series(1, 300)), '{a,b 1,b 2,c,c}', '{x,y,null}'
) as id;
select is(
    (select sum(s.error_count) from tabular_import.import_job_error_summary as s where s.job_id = r.id), 300::numeric,
    'all errors'
) from random as r;
select set_eq(
    format(
        'select s.sqlstate, s.reason, n.n from tabular_import.import_job_error_summary as s '
        'cross join lateral unnest(string_to_array(s.row_ranges, '', '')) as p (part) '
        'cross join lateral generate_series('
        'split_part(p.part, ''-'', 1)::bigint, split_part(p.part, ''-'', -1)::bigint) as n (n) where s.job_id = %s', r.id),
    format(
        'select distinct e.sqlstate, case when e.message like ''b %%'' then ''b ...'' else e.message end, e.row_number '
        'from tabular_import.import_job_error as e where e.job_id = %s and e.row_number is not null', r.id),
    'and all rows of each cause'
) from random as r;

select * from finish();
rollback;
