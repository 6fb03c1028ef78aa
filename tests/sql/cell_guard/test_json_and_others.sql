begin;
select plan(9);

select tap_help.takes('json', array[
    ['{"a":1,"a":2}', '{"a":1,"a":2}'], ['null', 'null'], ['"x"', '"x"'], ['{', '22P02'], ['[1,]', '22P02'], ['', 'NULL']
]);
select tap_help.takes('jsonb', array[
    ['{"a":1.10}', '{"a": 1.10}'], ['[1, 2]', '[1, 2]'], ['null', 'null'],
    ['0.1000000000000000000000000000000000001', '0.1000000000000000000000000000000000001'],
    ['{"a":1,"a":2}', 'TI020'], ['[{"a":1},{"b":{"c":1,"c":2}}]', 'TI020'],
    ['{', '22P02'], ['{"a":"\u0000"}', '22P05'], ['', 'NULL']
]);
select tap_help.takes('money', array[
    ['12.34', '$12.34'], ['$5', '$5.00'], ['1,234.50', '$1,234.50'], ['(5.00)', '-$5.00'], ['12.340', '$12.34'],
    ['12.345', 'TI020'], ['12,34', 'TI020'], ['12,3456', 'TI020'], ['1e2', '22P02'], ['', 'NULL']
]);
select tap_help.takes('uuid', array[
    ['A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'], ['x', '22P02']
]);
select tap_help.takes('bytea', array[
    ['\x00ff', '\x00ff'], ['\x', '\x'], ['\xAB cd', '\xabcd'], ['\xzz', '22023'], ['\x0', '22023'], ['a\b', '22P02'],
    ['00ff', 'TI020'], ['0x00ff', 'TI020'], ['aGVsbG8=', 'TI020'], ['abc', 'TI020'], ['\101', 'TI020'], ['X', 'TI020']
]);
select tap_help.takes('bytea[]', array[['{"\\x00ff",NULL}', '{"\\x00ff",NULL}'], ['{00ff}', 'TI020']]);
select tap_help.takes('inet', '{{10.0.0.1,10.0.0.1/32},{10.0.0.1/24,10.0.0.1/24},{here,22P02}}');
select tap_help.takes('oid', '{{1,1},{-1,TI020},{0x1F,TI020/22P02},{4294967296,22003}}');
select tap_help.takes('demo.foo_bar_baz', array[
    ['foo', 'foo'], ['FOO', '22P02'], ['blah', '22P02'], ['foo ', '22P02'], ['', 'NULL']
]);

select * from finish();
rollback;
