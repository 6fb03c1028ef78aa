begin;
select plan(9);

select tap_help.takes('text', array[
    [' a ', ' a '], [E'a\nb', E'a\nb'], ['NULL', 'NULL'], ['\N', '\N'], ['a\b', 'a\b'], ['{x}', '{x}'], ['', 'NULL']
]);
select tap_help.takes('varchar(3)', array[
    ['abc', 'abc'], ['äöü', 'äöü'], ['   ', '   '], ['abcd', 'TI020'], ['abcdef', 'TI020'], ['äöüx', 'TI020'], ['abc ', 'TI020'],
    ['', 'NULL']
]);
select tap_help.takes('char(3)', array[['abc', 'abc'], ['ab', 'ab'], ['abcd', 'TI020'], ['', 'NULL']]);
select tap_help.takes('char', '{{a,a},{ab,TI020}}');
select tap_help.takes('"char"', array[['a', 'a'], ['ab', 'TI020'], ['ä', 'TI020'], ['\101', 'TI020'], ['', 'NULL']]);
select tap_help.takes('name', array[
    ['abc', 'abc'], [repeat('x', 63), repeat('x', 63)], [repeat('x', 64), 'TI020'], [repeat('ä', 32), 'TI020']
]);
select tap_help.takes('bit(3)', '{{101,101},{b101,101},{10,TI020},{1010,TI020},{xF,TI020},{102,22P02}}');
select tap_help.takes('bit varying(3)', '{{101,101},{1,1},{1010,TI020}}');
select tap_help.takes('bit', '{{1,1},{10,TI020}}');

select * from finish();
rollback;
