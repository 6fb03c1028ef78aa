create or replace function tabular_import_engine.recorded_parents_sql(
    plan tabular_import_engine.import_plan, table_id oid, statement text
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when
                (recorded_parents_sql.plan).options #> '{row_keys,undo}' = 'true'
                and not exists (
                    select
                    from unnest(k.names) as n (name)
                    where not has_column_privilege(recorded_parents_sql.table_id, n.name, 'select')
                )
                then format(
                    'with written as (%s returning %s as key) insert into %s (table_id, action, key) '
                    'select %s, ''insert'', w.key from written as w',
                    recorded_parents_sql.statement,
                    tabular_import_engine.row_texts_sql(recorded_parents_sql.table_id, k.names, ''),
                    (recorded_parents_sql.plan).options #>> '{row_keys,table}',
                    recorded_parents_sql.table_id
                )
            else recorded_parents_sql.statement
        end
    from (select tabular_import_engine.row_key(recorded_parents_sql.table_id) as names) as k;
end;

comment on function tabular_import_engine.recorded_parents_sql(tabular_import_engine.import_plan, oid, text) is
'A statement that creates rows which links name, so that it also records them for option undo, where their table has a '
'key that the current user may read; else as it is.';
