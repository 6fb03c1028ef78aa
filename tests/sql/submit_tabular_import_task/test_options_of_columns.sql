begin;
select plan(62);

create function pg_temp.refusal(options text) returns text language plpgsql as $$
declare
    v_message text;
    v_hint text;
begin
    perform tabular_import_private.check_options(options::jsonb);
    return 'accepted';
exception
    when sqlstate 'TI005' then
        get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
        return concat_ws(' ', v_message, nullif(v_hint, ''));
end;
$$;

select is(pg_temp.refusal(o.options), 'accepted', o.options)
from (values
    ('{"columns": {}}'), ('{"columns": {"a": "b", "c": null, "d": {}, "e": {"to": "f"}}}'), ('{"columns": {"": null}}'),
    ('{"columns": {"a": {"to": "b", "date_order": "DMY", "century": 1930, "value_map": {"x": null, "": "y"}}}}'),
    ('{"constants": {"a": "", "b": 7, "c": true}}'), ('{"null_values": "N/A"}'), ('{"null_values": ["N/A", ""]}'),
    ('{"decimal_separator": ",", "thousands_separator": "."}'), ('{"thousands_separator": " "}'),
    ('{"decimal_separator": ",", "columns": {"a": {"thousands_separator": "."}}}'), ('{"value_map": {}}'),
    ('{"date_order": "DMY", "columns": {"a": {"century": 1930}}}'), ('{"currency": ["EUR", "kr.", "E$"]}'),
    ('{"century": 1930, "columns": {"a": {"date_order": "DMY"}}}'),
    ('{"true_values": ["ja", "j"], "false_values": "Ja"}'), ('{"date_order": "DMY", "century": 9900}')
) as o (options);

-- an error has the path of what is wrong, and the nearest right name
select is(pg_temp.refusal(o.options) like o.refusal || '%', true, o.refusal)
from (values
    ('{"colums": {}}', 'There is no option ''colums''. Did you mean columns? The options are: '),
    ('{"date_ordr": "DMY"}', 'There is no option ''date_ordr''. Did you mean date_order? The options are: '),
    ('{"xyzzy": 1}', 'There is no option ''xyzzy''. The options are: '),
    ('{"columns": {"Geburtsdatum": {"date_ordr": "DMY"}}}',
        'There is no option ''columns.Geburtsdatum.date_ordr''. Did you mean date_order? A column takes: to, century, '),
    ('{"columns": {"a": {"queue": "x"}}}',
        'There is no option ''columns.a.queue''. Option queue is one of the whole job: give it beside columns. A column'),
    ('{"columns": {"a": {"columns": {}}}}', 'There is no option ''columns.a.columns''. Option columns is one of the who'),
    ('{"columns": {"a": {"date_order": "DYM"}}}',
        'The option ''columns.a.date_order'' cannot be "DYM". It takes one of: YMD, DMY, MDY.'),
    ('{"columns": {"a": 7}}', 'The option ''columns.a'' cannot be 7. It takes the name of a column of the table, null'),
    ('{"columns": {"a": ""}}', 'The option ''columns.a'' cannot be "".'),
    ('{"columns": {"a": ["b"]}}', 'The option ''columns.a'' cannot be ["b"].'),
    ('{"columns": {"a": {"to": null}}}', 'The option ''columns.a.to'' cannot be null. It takes a text.'),
    ('{"columns": {"a": {"to": ""}}}', 'The option ''columns.a.to'' cannot be "".'),
    ('{"columns": ["a"]}', 'The option ''columns'' cannot be ["a"]. It takes an object with an entry for each column of'),
    ('{"columns": "a"}', 'The option ''columns'' cannot be "a".'),
    ('{"columns": null}', 'The option ''columns'' cannot be null.'),
    ('{"constants": {"a": null}}', 'The option ''constants'' cannot be {"a": null}. It takes an object with a text for'),
    ('{"constants": {"a": [1]}}', 'The option ''constants'' cannot be {"a": [1]}.'),
    ('{"value_map": {"a": {}}}', 'The option ''value_map'' cannot be {"a": {}}. It takes an object with another text, '),
    ('{"value_map": ["a"]}', 'The option ''value_map'' cannot be ["a"].'),
    ('{"null_values": []}', 'The option ''null_values'' cannot be []. It takes a text, or an array of texts.'),
    ('{"null_values": [1]}', 'The option ''null_values'' cannot be [1].'),
    ('{"null_values": 0}', 'The option ''null_values'' cannot be 0.'),
    ('{"century": "1930"}', 'The option ''century'' cannot be "1930". It takes the number of a year, as in 1930.'),
    ('{"century": 0}', 'The option ''century'' cannot be 0.'),
    ('{"century": 19}', 'The option ''century'' cannot be 19. It takes the number of a year, as in 1930.'),
    ('{"century": 9901}', 'The option ''century'' cannot be 9901.'),
    ('{"century": 19300}', 'The option ''century'' cannot be 19300.'),
    ('{"true_values": ["j", "ja"], "false_values": "ja"}',
        'The options ''true_values'' and ''false_values'' both have "ja". A word means one of the two: take it out'),
    ('{"true_values": "ja", "false_values": ["JA"], "ignore_case": true}',
        'The options ''true_values'' and ''false_values'' both have "ja".'),
    ('{"true_values": "ja", "columns": {"a": {"false_values": "ja"}}}',
        'The options ''columns.a.true_values'' and ''columns.a.false_values'' both have "ja".'),
    ('{"true_values": "ja", "false_values": "JA", "columns": {"a": {"ignore_case": true}}, "ignore_case": false}',
        'The options ''columns.a.true_values'' and ''columns.a.false_values'' both have "ja".'),
    ('{"decimal_separator": ";"}', 'The option ''decimal_separator'' cannot be ";". It takes one of: ".", ",".'),
    ('{"parentheses": true}', 'The option ''parentheses'' cannot be true. It takes the word negative.'),
    ('{"thousands_separator": "."}',
        'The option ''thousands_separator'' cannot be ".": that is what stands before the decimals. Set option decimal_s'),
    ('{"thousands_separator": ",", "decimal_separator": ","}',
        'The option ''thousands_separator'' cannot be ",": that is what stands before the decimals. Give two different'),
    ('{"thousands_separator": ".", "decimal_separator": ",", "columns": {"a": {"decimal_separator": "."}}}',
        'The option ''columns.a.thousands_separator'' cannot be ".": that is what stands before the decimals. Give two'),
    ('{"century": 1930}', 'The option ''century'' does nothing without date_order. Set option date_order to YMD, DMY or M'),
    ('{"columns": {"a": {"century": 1930}, "b": {"date_order": "DMY"}}}', 'The option ''columns.a.century'' does nothing'),
    ('{"currency": "5"}', 'The option ''currency'' cannot be "5", which may be a part of a number. Give signs or names of '),
    ('{"columns": {"a": {"currency": ["EUR", " - "]}}}', 'The option ''columns.a.currency'' cannot be " - ", which may be'),
    ('{"columns": {"a": {"date_order": {"x": "DMY"}}}}', 'The option ''columns.a.date_order'' cannot be {"x": "DMY"}.')
) as o (options, refusal);

-- of any size
select is(
    pg_temp.refusal(format('{"columns": {"%s": {"x": 1}}}', repeat('n', 5000))) like 'There is no option ''columns.nnn%', true,
    'a long name'
);
select is(length(pg_temp.refusal(format('{"columns": {"%s": {"x": 1}}}', repeat('n', 5000)))) < 1000, true, 'is cut');
select is(
    pg_temp.refusal(format('{"columns": {"a": "%s"}}', repeat('n', 1001))) like 'The option ''columns.a'' cannot be "nnn%', true,
    'the name of a column, too'
);
select is(
    pg_temp.refusal(format('{"value_map": {"a": "%s"}}', repeat('n', 66000))),
    'The text of the options has 66024 bytes; at most 65536 are allowed. Give a shorter one.', 'the whole is limited'
);
select is(
    pg_temp.refusal(format('{"columns": {"a": {"null_values": "%s"}}}', repeat('n', 5000))),
    'The option ''columns.a.null_values'' has 5000 bytes; at most 4000 are allowed. Give a shorter one.', 'and the parts'
);

select * from finish();
rollback;
