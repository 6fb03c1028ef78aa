begin;
select plan(9);

create function pg_temp.filled(template text, variadic holes text[]) returns text language sql
as $$ select tabular_import_engine.fill(template, variadic holes) $$;

select is(
    pg_temp.filled('select {columns} from {source} as {s}', 'source', 't', 's', 'x', 'columns', 'a, b'),
    'select a, b from t as x', 'holes are filled by name');
select is(pg_temp.filled('{a}{b}{a}', 'a', '1', 'b', '2'), '121', 'a hole may stand more than once, and at the ends');
select is(pg_temp.filled('{a} {b}', 'a', '{b}', 'b', '{a}'), '{b} {a}', 'values are never looked at again');
select is(pg_temp.filled('{a}', 'a', '\1 \& %s $1 {'), '\1 \& %s $1 {', 'nothing in a value is special');
select is(pg_temp.filled('x ~ ''^[0-9]{3}$'' and {a}', 'a', 'true'), 'x ~ ''^[0-9]{3}$'' and true', 'other braces stay');
select is(pg_temp.filled('select 1{more}', 'more', null), 'select 1', 'NULL fills as nothing');
select throws_ok(
    $$ select pg_temp.filled('{a} {b}', 'a', '1') $$, '22023',
    'A template cannot be filled: nothing is given for {b}', 'a hole without a value');
select throws_ok(
    $$ select pg_temp.filled('{a}', 'a', '1', 'b', '2') $$, '22023',
    'A template cannot be filled: the template has no {b}', 'a value without a hole');
select throws_ok(
    $$ select pg_temp.filled('{a}', 'a') $$, '22023', 'A hole of a template has no value.', 'a name without a value');

select * from finish();
rollback;
