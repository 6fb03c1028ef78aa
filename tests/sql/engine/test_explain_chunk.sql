-- What the queries find by themselves: a query that fails would otherwise hide behind the rows being tried singly.
begin;
select plan(13);

create function pg_temp.explained(table_name text, header text[], lines text[])
returns setof text
language plpgsql
as $$
declare
    v_job bigint := tap_help.submit(table_name);
    v_plan tabular_import_engine.import_plan;
    v_attempt integer;
begin
    perform tap_help.claim(v_job);
    v_attempt := tap_help.attempt(v_job);
    perform tap_help.stage(v_job, header, lines);
    v_plan := tabular_import_private.staged_plan(j) from tabular_import_private.import_job as j where j.id = v_job;
    v_plan.traits := tabular_import_engine.target_traits(v_plan);
    v_plan.diagnosis := tabular_import_engine.diagnosis_traits(v_plan);
    return query
    select concat_ws(' | ', e.row_number, e.column_name, e.value, e.sqlstate, e.constraint_name)
    from tabular_import_engine.diagnose_chunk(v_plan, format('from %s as s where true', v_plan.staging)) as e
    order by e.row_number, e.column_name, e.sqlstate, e.constraint_name;
    perform tap_help.log_in('walter');
    perform tabular_import.reject_import(v_job, v_attempt, 'done');
    perform tap_help.log_out();
end;
$$;

create table demo.parent (id integer primary key, a integer, b integer, unique (a, b));
insert into demo.parent values (1, 1, 1), (2, 1, 2);
create domain demo.positive as integer check (value > 0);
create table demo.told (
    id integer primary key,
    word varchar(3) not null,
    price numeric(6, 2),
    day date,
    mood demo.foo_bar_baz,
    size demo.positive,
    tags integer[],
    data jsonb,
    parent integer references demo.parent,
    a integer,
    b integer,
    constraint told_word unique (word),
    constraint told_pair foreign key (a, b) references demo.parent (a, b),
    constraint told_price check (price < 100),
    constraint told_day check (day > '2000-01-01' or price is null)
);
insert into demo.told (id, word) values (100, 'old');
grant insert, select on demo.told to tabular_import_user;
create function pg_temp.told(variadic cells text[])
returns setof text
language sql
as $$
    select pg_temp.explained(
        'demo.told', '{id,word,price,day,mood,size,tags,data,parent,a,b}',
        (select array_agg(c || array_fill(''::text, array[11 - cardinality(c)]) order by n)
         from (select string_to_array(x, '~') as c, n from unnest(cells) with ordinality as u (x, n)) as t)
    );
$$;

select is_empty($$select * from pg_temp.told('1~a~1.5~2024-01-01~foo~1~{1}~{}~1~1~2', '2~b')$$, 'good rows');
select results_eq(
    $$select * from pg_temp.told('x~abcd~1.234~2024-02-30~FOO~0~{x}~{', '2~b~10000~01/02/2024~~x~{}~{"a":1,"a":2}')$$,
    $$values
    ('1 | data | { | 22P02'), ('1 | day | 2024-02-30 | 22008'), ('1 | id | x | 22P02'), ('1 | mood | FOO | 22P02'),
    ('1 | price | 1.234 | TI020'), ('1 | size | 0 | 23514 | positive_check'), ('1 | tags | {x} | 22P02'),
    ('1 | word | abcd | TI020'), ('2 | data | {"a":1,"a":2} | TI020'), ('2 | day | 01/02/2024 | TI020'),
    ('2 | price | 10000 | 22003'), ('2 | size | x | 22P02')$$,
    'every bad cell of every row'
);
select results_eq(
    $$select * from pg_temp.told('~', '2~b')$$, $$values ('1 | id | 23502'), ('1 | word | 23502')$$, 'missing values'
);
select results_eq(
    $$select * from pg_temp.told('1~a~500~1999-01-01', '2~b~99~1999-01-01', '3~c~~1999-01-01')$$,
    $$values ('1 | day, price | 1999-01-01, 500 | 23514 | told_day'), ('1 | price | 500 | 23514 | told_price'),
    ('2 | day, price | 1999-01-01, 99 | 23514 | told_day')$$,
    'every check of every row'
);
select results_eq(
    $$select * from pg_temp.told('1~a~~~~~~~3', '2~b~~~~~~~~2~2', '3~c~~~~~~~~2~', '4~d~~~~~~~7~5~5')$$,
    $$values ('1 | parent | 3 | 23503 | told_parent_fkey'), ('2 | a, b | 2, 2 | 23503 | told_pair'),
    ('4 | a, b | 5, 5 | 23503 | told_pair'), ('4 | parent | 7 | 23503 | told_parent_fkey')$$,
    'every reference, of several columns too'
);
select results_eq(
    $$select * from pg_temp.told('100~old', '2~b', '0100~c')$$,
    $$values ('1 | id | 100 | 23505 | told_pkey'), ('1 | word | old | 23505 | told_word'),
    ('3 | id | 0100 | 23505 | told_pkey')$$,
    'keys that are in the table'
);
select results_eq(
    $$select * from pg_temp.told('1~a', '1~b', '2~a', '2~b', '3~b')$$,
    $$values ('2 | id | 1 | 23505 | told_pkey'), ('3 | word | a | 23505 | told_word'),
    ('5 | word | b | 23505 | told_word')$$,
    'keys repeated in the file, where a refused row takes none'
);

create table demo.pairs (a text, b text, unique nulls not distinct (a, b));
grant insert, select on demo.pairs to tabular_import_user;
select results_eq(
    $$select * from pg_temp.explained('demo.pairs', '{a,b}', '{{x,""},{x,""},{"",""},{"",""},{x,y}}')$$,
    $$values ('2 | a, b | x,  | 23505 | pairs_a_b_key'), ('4 | a, b | ,  | 23505 | pairs_a_b_key')$$,
    'empty cells that are not distinct'
);

-- What both engines make of it
create table demo.ruled (a integer not null, b integer);
create rule away as on insert to demo.ruled where new.a is null do instead nothing;
grant insert, select on demo.ruled to tabular_import_user;
select is(
    tap_help.engines_differ('demo.ruled', '{a,b}', '{{"",x},{1,2}}'), null, 'a bad cell of a row that a rule does not want'
);
select is(
    tap_help.engines_differ('demo.ruled', '{a,b}', '{{"",x},{1,y},{"",1}}'), null, 'and where other rows are bad'
);

create domain demo.fee as numeric(6, 2) default 1.5;
create table demo.filled (id bigint generated by default as identity primary key, fee demo.fee, day date default '2020-01-01');
grant insert, select on demo.filled to tabular_import_user;
select is(
    tap_help.engines_differ(
        'demo.filled', '{id,fee,day}', '{{77,"",""},{78,2,""}}', '{"use_defaults": true}'),
    null, 'defaults of columns and of domains'
);
select is(
    tap_help.engines_differ(
        'demo.filled', '{id,fee,day}', '{{77,1.234,x},{77,"",""},{78,99999,""}}', '{"use_defaults": true}'),
    null, 'bad cells in columns that have a default'
);
create unique index wide on demo.told (day) include (mood);
create temporary table included as
select tap_help.import(
    'demo.told', '{id,word,price,day,mood,size,tags,data,parent,a,b}',
    array[
        ['1', 'a', '', '2024-01-01', 'foo', '', '', '', '', '', ''],
        ['2', 'b', '', '2024-01-01', 'bar', '', '', '', '', '', '']
    ],
    '{"engine": "reference"}'
) as id;
select results_eq(
    'select tap_help.errors(id) from included', $$values ('2 | day | 2024-01-01 | 23505')$$,
    'of a unique index only the key is named, not what it includes'
);

select * from finish();
rollback;
