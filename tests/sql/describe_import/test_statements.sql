begin;
select plan(9);

create table demo.parent (id integer primary key);
create table demo.described (
    id integer primary key, code text not null, parent integer references demo.parent,
    up integer references demo.described, amount numeric(6, 2) check (amount > 0)
);
create unique index described_code on demo.described (lower(code));
alter table demo.described owner to alice;
grant select, references, update on demo.parent to alice;
grant usage on schema demo to alice, bob, ada;

select tap_help.log_in('alice');
select set_eq(
    $$select d.name from tabular_import.describe_import('demo.described') as d$$,
    array[
        'typed rows', 'insert', 'bad cells', 'missing values', 'broken check', 'dangling reference', 'self reference',
        'taken key', 'repeated keys', 'special index 1', 'special index 2',
        'merge classify', 'merge lock', 'merge update', 'merge insert', 'merge bad keys', 'sync lock', 'sync delete',
        'sync referred'
    ], 'the owner sees each statement');
select set_eq(
    $$select d.name from tabular_import.describe_import('demo.described', '{amount,id,code}') as d$$,
    array[
        'typed rows', 'insert', 'bad cells', 'missing values', 'broken check', 'taken key', 'repeated keys',
        'special index 1', 'special index 2', 'merge classify', 'merge lock', 'merge update', 'merge insert',
        'merge bad keys', 'sync lock', 'sync delete', 'sync referred'
    ],
    'for a file of some columns there are fewer');
select matches(
    (
        select d.statement from tabular_import.describe_import('demo.described', '{amount,id,code}') as d
        where d.name = 'insert'
    ),
    '^insert into demo.described \(amount, id, code\) select ', 'in the order of the header');
select is_empty(
    $$select * from tabular_import.describe_import('demo.described', '{amount,code}') as d
    where d.name ~ '^(merge|sync)'$$, 'without the key nothing can be merged');
create function pg_temp.explained()
returns bigint
language plpgsql
as $$
declare
    v_statement text;
    v_count bigint := 0;
begin
    for v_statement in select d.statement from tabular_import.describe_import('demo.described') as d loop
        execute 'explain ' || v_statement;
        v_count := v_count + 1;
    end loop;
    return v_count;
end;
$$;
select is(pg_temp.explained(), 19::bigint, 'EXPLAIN takes each');
select throws_ok(
    $$select * from tabular_import.describe_import('demo.nothing')$$, 'TI014', null, 'no such table');
select throws_ok(
    $$select * from tabular_import.describe_import('demo.described', '{id,nothing}')$$, '42703',
    'The table demo.described has no columns that a file may fill for: nothing', 'no such column');
select tap_help.log_in('bob');
select throws_ok(
    $$select * from tabular_import.describe_import('demo.described')$$, 'TI002',
    'Only its owner and administrators may see how demo.described is imported into.', 'nobody else');
select tap_help.log_in('ada');
select isnt_empty($$select * from tabular_import.describe_import('demo.described')$$, 'but administrators');

select * from finish();
rollback;
