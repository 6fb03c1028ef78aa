create or replace function tabular_import_private.century_words(entry text)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_private.rule_flags(century_words.entry, '{"century": "YEAR"}')
        || ', the first of the hundred years that two digits mean, such as 1950 for 1950 to 2049';
end;

comment on function tabular_import_private.century_words(text) is
'The option that says what years of two digits mean, which nothing in a file does. entry: the column''s name in option '
'columns.';
