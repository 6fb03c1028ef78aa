-- Whatever plans are in favour, the functions that a type may call are looked at, and not all that there are.
begin;
select plan(3);

create domain demo.word as varchar(3) not null check (value < 'z');
create function demo.is_fine(word text) returns boolean language sql immutable as 'select true';
create domain demo.fine as text check (demo.is_fine(value));
set local track_functions = 'all';
set local enable_nestloop = off;

select is(tabular_import_engine.reads_by_user_code('demo.word'::regtype), false, 'built in');
select is(tabular_import_engine.reads_by_user_code('demo.fine'::regtype), true, 'a user''s');
select ok(
    pg_stat_get_xact_function_calls('tabular_import_engine.is_user_code(oid)'::regprocedure) < 100,
    'few functions are looked at');

select * from finish();
rollback;
