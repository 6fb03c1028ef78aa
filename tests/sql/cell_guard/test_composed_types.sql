begin;
select plan(15);
set local timezone = 'Europe/Berlin';
create type demo.pair as (amount numeric(3, 1), day date);
create type demo.float_range as range (subtype = float8);

select tap_help.takes('integer[]', array[
    ['{1,2}', '{1,2}'], ['{}', '{}'], ['{1,NULL}', '{1,NULL}'], ['{{1,2},{3,4}}', '{{1,2},{3,4}}'],
    ['{1_000}', 'TI020/22P02'], ['{1,0x1F}', 'TI020/22P02'], ['{1.5}', '22P02'], ['1,2', '22P02'], ['', 'NULL']
]);
select tap_help.takes('numeric(4,1)[]', '{{"{1.5,2}","{1.5,2.0}"},{"{1.5,2.55}",TI020}}');
select tap_help.takes('varchar(3)[]', '{{"{abc,de}","{abc,de}"},{"{abc,abcd}",TI020}}');
select tap_help.takes('date[]', array[
    ['{2024-01-02,NULL}', '{2024-01-02,NULL}'], ['{2024-01-02,01/02/2024}', 'TI020'], ['{now}', 'TI020'], ['{soon}', '22007']
]);
select tap_help.takes('int4range', array[
    ['[1,3]', '[1,4)'], ['empty', 'empty'], ['(,5]', '(,6)'], ['[0x1,3]', 'TI020/22P02'], ['[3,1]', '22000'], ['3', '22P02']
]);
select tap_help.takes('numrange', '{{"[1.5,2)","[1.5,2)"},{"[1_000,2_000)",TI020/22P02}}');
select tap_help.takes('daterange', array[
    ['[2024-01-01,2024-02-01)', '[2024-01-01,2024-02-01)'], ['[2024-01-01,)', '[2024-01-01,)'],
    ['[01/02/2024,)', 'TI020'], ['[2024-01-01,tomorrow]', 'TI020'], ['[1.2.2024,)', 'TI020']
]);
select tap_help.takes('tsrange', array[
    ['[2024-01-01 10:00,)', '["2024-01-01 10:00:00",)'], ['["2024-01-01 10:00:00",)', '["2024-01-01 10:00:00",)'],
    ['[2024-01-01 10:00+02,)', 'TI020'], ['[2024-01-01 10:00:00.1234567,)', 'TI020'], ['[now,)', 'TI020']
]);
select tap_help.takes('tstzrange', array[
    ['[2024-01-01 10:00Z,)', '["2024-01-01 11:00:00+01",)'], ['[2024-03-31 02:30,)', 'TI020']
]);
select tap_help.takes('datemultirange', '{{"{[2024-01-01,2024-02-01)}","{[2024-01-01,2024-02-01)}"},{"{[now,)}",TI020}}');
select tap_help.takes('demo.float_range', '{{"[0.1,0.2)","[0.1,0.2)"},{"[0.1234567890123456789,)",TI020}}');
select tap_help.takes('tsrange[]', array[
    ['{"[2024-01-01 10:00,)"}', '{"[\"2024-01-01 10:00:00\",)"}'], ['{"[2024-01-01 10:00+02,)"}', 'TI020']
]);
select tap_help.takes('demo.pair', array[
    ['(1.0,2024-01-02)', '(1.0,2024-01-02)'], ['(,)', '(,)'],
    ['(1.05,2024-01-02)', 'TI020'], ['(1.0,now)', 'TI020'], ['(1.0,01/02/2024)', '22008'], ['(1.0)', '22P02']
]);
select tap_help.takes('point', '{{"(1,2)","(1,2)"},{"1.5,2","(1.5,2)"},{"(0.1234567890123456789,1)",TI020},{here,22P02}}');
select tap_help.takes('polygon', '{{"((0,0),(1,1),(1,0))","((0,0),(1,1),(1,0))"},{"((0,0),(1,1),(9007199254740993,0))",TI020}}');

select * from finish();
rollback;
