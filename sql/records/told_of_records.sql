create or replace function tabular_import_engine.told_of_records(told text)
returns text
language sql
immutable
security invoker
begin atomic
    select replace(
        replace(
            replace(
                replace(
                    replace(
                        regexp_replace(told_of_records.told, '\mRow (\d+) of the file\M', 'Record \1', 'g'),
                        'No column of the file is one of', 'No key of the records is a column of'
                    ),
                    'The file has no column for', 'The records have no key for'
                ),
                'the file brings', 'the records bring'
            ),
            ' of the file', ' of the records'
        ),
        ' in the file', ' in the records'
    );
end;

comment on function tabular_import_engine.told_of_records(text) is
'What our sentences say of a file, said of records; of what users'' code says nothing may be given to it.';
