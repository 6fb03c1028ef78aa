begin;
select plan(8);
create domain demo.short as varchar(3);
create domain demo.shorter as demo.short check (value <> 'no');
create domain demo.price as numeric(6, 2) check (value >= 0);
create domain demo.filled as text not null check (length(value) > 1);
create domain demo.days as date[];
create domain demo.one_day as demo.days check (cardinality(value) = 1);
create domain demo.seven as integer default 7;

select tap_help.takes('demo.short', '{{abc,abc},{abcd,TI020}}');
select tap_help.takes('demo.shorter', array[['abc', 'abc'], ['abcd', 'TI020'], ['no', '23514'], ['', 'NULL']]);
select tap_help.takes('demo.price', '{{1.5,1.50},{1.555,TI020},{-1,23514},{12345,22003}}');
select tap_help.takes('demo.filled', array[['abc', 'abc'], ['a', '23514'], ['', '23502']]);
select tap_help.takes('demo.one_day', '{{"{2024-01-02}","{2024-01-02}"},{"{today}",TI020},{"{2024-01-02,2024-01-03}",23514}}');
select tap_help.takes('demo.shorter[]', '{{"{abc}","{abc}"},{"{abcd}",22001},{"{no}",23514}}');
select tap_help.takes('demo.seven', array[['1', '1'], ['', 'NULL']]);

create table demo.offer (price demo.price, number integer primary key);
grant insert on demo.offer to tabular_import_user;
select tap_help.import('demo.offer', '{price,number}', '{{-1,1},{1.555,2}}');
select results_eq(
    'select column_name, value, constraint_name, message, detail from tabular_import.import_job_error where job_id = (select max(id) from tabular_import.import_job) order by error_number',
    $$values
    ('price', '-1', 'price_check', 'Failed to adapt value of price to price: ''-1''',
        'value for domain demo.price violates check constraint "price_check"'),
    ('price', '1.555', null, 'Failed to adapt value of price to price: ''1.555''',
        'The column keeps 2 digit(s) behind the decimal point; the value would be rounded.')$$,
    'a domain is named, and the constraint of it that was violated'
);

select * from finish();
rollback;
