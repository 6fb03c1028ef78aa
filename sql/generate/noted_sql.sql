-- With option keep_row_keys, for an insert into a table with the key id:
--
--     with written as (
--         insert into item (id, name) select ... returning
--             nullif(pg_catalog.current_setting('tabular_import.row'), '')::pg_catalog.int8 as row_number,
--             array[(id)::pg_catalog.text]::pg_catalog.text[] as key
--     )
--     insert into tabular_import_staging.job_7_1_keys (row_number, action, key)
--     select w.row_number, 'insert', w.key from written as w
create or replace function tabular_import_engine.noted_sql(
    plan tabular_import_engine.import_plan, statement text, returned text, action text default 'insert',
    row_name text default '', row_number text default tabular_import_engine.row_mark_sql(),
    old_name text default null
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when (noted_sql.plan).options ? 'row_keys'
                then format(
                    'with written as (%s returning %s) insert into %s (row_number, action, key%s) '
                    'select w.row_number, %L, w.key%s from written as w',
                    noted_sql.statement,
                    concat_ws(
                        ', ', noted_sql.returned, noted_sql.row_number || ' as row_number',
                        tabular_import_engine.row_texts_sql(
                            (noted_sql.plan).table_id, tabular_import_engine.noted_key(noted_sql.plan),
                            noted_sql.row_name
                        ) || ' as key',
                        o.old || ' as old'
                    ),
                    (noted_sql.plan).options #>> '{row_keys,table}',
                    case when o.old is not null then ', old' else '' end,
                    noted_sql.action,
                    case when o.old is not null then ', w.old' else '' end
                )
            else noted_sql.statement || coalesce(' returning ' || noted_sql.returned, '')
        end
    from (
        select
            case
                when (noted_sql.plan).options #> '{row_keys,undo}' = 'true' and noted_sql.old_name is not null
                    then tabular_import_engine.row_texts_sql(
                        (noted_sql.plan).table_id,
                        tabular_import_engine.undo_columns((noted_sql.plan).table_id), noted_sql.old_name
                    )
            end as old
    ) as o;
end;

comment on function tabular_import_engine.noted_sql(
    tabular_import_engine.import_plan, text, text, text, text, text, text
) is
'A statement that writes into the target, so that it also returns something and, with option keep_row_keys or undo, '
'notes the keys of its rows. returned: see returning_sql, NULL for nothing; action: insert, update or delete; '
'row_name: what stands before the names of the target''s columns, such as t and a dot; row_number: SQL that gives the '
'number of the row of the file; old_name: what stands before the columns of the row as it was, which undo records.';
