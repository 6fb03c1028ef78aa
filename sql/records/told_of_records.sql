create or replace function tabular_import_engine.told_of_records(told text)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Each behind the ones before it.
    c_words constant text[] := array[
        [e'\\mRow (\\d+) of the file\\M', e'Record \\1'],
        ['No column of the file is one of', 'No key of the records is a column of'],
        ['The file has no column for', 'The records have no key for'],
        [e'\\mthe file has\\M', 'the records have'],
        [e'\\mthe file (bring|name)s\\M', e'the records \\1'],
        [e'\\mthe file\\M', 'the records']];
    v_told text := told_of_records.told;
begin
    for v_number in 1 .. array_length(c_words, 1) loop
        v_told := regexp_replace(v_told, c_words[v_number][1], c_words[v_number][2], 'g');
    end loop;
    return v_told;
end;
$$;

comment on function tabular_import_engine.told_of_records(text) is
'What our sentences say of a file, said of records; what users'' code says may not be given to it.';
