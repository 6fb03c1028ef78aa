create or replace function tabular_import_engine.expected_sums(options jsonb)
returns table (number bigint, column_name text, expected numeric)
language sql
immutable
security invoker
begin atomic
    select
        row_number() over (order by e.key collate "C") as number,
        e.key as column_name,
        e.value::numeric as expected
    from jsonb_each_text(coalesce(expected_sums.options -> 'expect_sums', '{}')) as e (key, value);
end;

comment on function tabular_import_engine.expected_sums(jsonb) is
'The entries of option expect_sums, numbered.';
