begin;
select plan(13);
create type demo.pair as (amount numeric(3, 1), day date);
create type demo.nest as (name text, pair demo.pair, "list" integer[]);
create domain demo.few as integer[] check (cardinality(value) < 3);
create domain demo.couple as demo.pair check ((value).amount > 0);
create type demo.kinds as enum ('foo', 'bar, baz');

-- arrays
select tap_help.takes('integer[]', array[
    ['[1,2,3]', '{1,2,3}'], ['[]', '{}'], [' [ 1 , null ] ', '{1,NULL}'], ['[[1,2],[3,4]]', '{{1,2},{3,4}}'],
    ['["1"]', '{1}'], ['[1.0]', '{1}'], ['[0:1]={1,2}', '[0:1]={1,2}'], ['[1.5]', '22P02'], ['[1e3]', '22P02'],
    ['["1_000"]', 'TI020/22P02'], ['[1,', '22P02'], ['[true]', '22P02'], ['[{"a":1}]', '22P02'], ['[[]]', 'TI020'],
    ['[1] 2', '22P02'], ['{"a":1}', '22P02']
]);
select tap_help.takes('text[]', array[
    ['["a","b c",""]', '{a,"b c",""}'], ['["x\"y","\\","a,b","{}","NULL",null]', '{"x\"y","\\","a,b","{}","NULL",NULL}'],
    ['[1.50,true,{"a":1}]', '{1.50,true,"{\"a\":1}"}'], ['["\u00e9"]', '{é}']
]);
select tap_help.takes('numeric(4,1)[]', '{{"[1.5,2]","{1.5,2.0}"},{"[1.55]",TI020},{"[\"x\"]",22P02}}');
select tap_help.takes('varchar(3)[]', '{{"[\"abc\"]","{abc}"},{"[\"abcd\"]",TI020}}');
select tap_help.takes('date[]', '{{"[\"2024-01-02\"]","{2024-01-02}"},{"[\"01/02/2024\"]",TI020}}');
select tap_help.takes('demo.kinds[]', '{{"[\"foo\",\"bar, baz\"]","{foo,\"bar, baz\"}"},{"[\"x\"]",22P02}}');
select tap_help.takes('jsonb[]', array[
    ['[{"a":1},[1,2]]', '{"{\"a\": 1}","[1, 2]"}'], ['[{"a":1,"a":2}]', 'TI020']
]);
select tap_help.takes('demo.few', '{{"[1,2]","{1,2}"},{"[1,2,3]",23514}}');

-- objects
select tap_help.takes('demo.pair', array[
    ['{"amount": 1.0, "day": "2024-01-02"}', '(1.0,2024-01-02)'], ['{"day": "2024-1-2"}', '(,2024-01-02)'], ['{}', '(,)'],
    ['{"amount": 1.05}', 'TI020'], ['{"day": "now"}', 'TI020'], ['{"amount": "x"}', '22P02'],
    ['{"amount": 1, "more": 2}', 'TI020'], ['{"amount": 1, "amount": 2}', 'TI020'], ['{"amount"', '22P02'],
    ['(1.0,2024-01-02)', '(1.0,2024-01-02)']
]);
select tap_help.takes('demo.nest', array[
    ['{"name": "", "pair": {"amount": 1}, "list": [1, 2]}', '("","(1.0,)","{1,2}")'],
    ['{"name": "a\"b", "pair": null, "list": [1.5]}', '22P02'], ['{"pair": {"amount": 1.05}}', 'TI020'],
    ['{"pair": {"x": 1}}', 'TI020']
]);
select tap_help.takes('demo.pair[]', array[
    ['[{"amount": 1}, null, {"day": "2024-01-02"}]', '{"(1.0,)",NULL,"(,2024-01-02)"}'], ['[{"amount": 1.05}]', 'TI020'],
    ['{"(1.0,)"}', '{"(1.0,)"}']
]);
select tap_help.takes('demo.couple', '{{"{\"amount\": 1}","(1.0,)"},{"{\"amount\": -1}",23514}}');
select tap_help.takes('jsonb', '{{"{\"a\":[1,{\"b\":null}]}","{\"a\": [1, {\"b\": null}]}"},{"[1,2]","[1, 2]"}}');

select * from finish();
rollback;
