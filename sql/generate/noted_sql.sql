-- With option keep_row_keys, for an insert into a table with the key id:
--
--     with written as (
--         insert into item (id, name) select ... returning
--             nullif(pg_catalog.current_setting('tabular_import.row'), '')::pg_catalog.int8 as row_number,
--             pg_catalog.jsonb_object('{id}'::pg_catalog.text[], array[id::pg_catalog.text]::pg_catalog.text[]) as key
--     )
--     insert into tabular_import_staging.job_7_1_keys (row_number, action, key)
--     select w.row_number, 'insert', w.key from written as w
create or replace function tabular_import_engine.noted_sql(
    options jsonb, statement text, returned text, action text default 'insert', row_name text default '',
    row_number text default tabular_import_engine.row_mark_sql()
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when noted_sql.options ? 'row_keys'
                then format(
                    'with written as (%s returning %s) insert into %s (row_number, action, key) '
                    'select w.row_number, %L, w.key from written as w',
                    noted_sql.statement,
                    concat_ws(
                        ', ', noted_sql.returned, noted_sql.row_number || ' as row_number',
                        tabular_import_engine.row_key_sql(noted_sql.options, noted_sql.row_name) || ' as key'
                    ),
                    noted_sql.options #>> '{row_keys,table}',
                    noted_sql.action
                )
            else noted_sql.statement || coalesce(' returning ' || noted_sql.returned, '')
        end;
end;

comment on function tabular_import_engine.noted_sql(jsonb, text, text, text, text, text) is
'A statement that writes into the target, so that it also returns something and, with option keep_row_keys, notes the '
'keys of its rows. returned: see returning_sql, NULL for nothing; action: insert or update; row_name: what stands '
'before the names of the target''s columns, such as t and a dot; row_number: SQL that gives the number of the row of '
'the file.';
