begin;
select plan(2);
set local track_functions = 'all';
create function pg_temp.plans(options jsonb) returns bigint language sql as $$
    select count(tabular_import_engine.make_plan('demo.trunk'::regclass, 'demo.staging', '{code}', options, 'public'))
    from generate_series(1, 20) as n;
    select coalesce(sum(f.calls), 0)::bigint from pg_stat_xact_user_functions as f where f.funcname = 'ruled_columns';
$$;
select is(pg_temp.plans('{"on_repeat": "ignore"}'), 0::bigint, 'where no option says what becomes of cells, no column is looked at');
select is(pg_temp.plans('{"trim": true}'), 20::bigint, 'else once for each plan');
select * from finish();
rollback;
