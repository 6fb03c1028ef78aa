-- For an insert into a table with the columns id and name:
--
--     case when pg_catalog.current_setting('tabular_import.changes_are_full') = 'false'
--         then tabular_import_engine.note_change(
--             nullif(pg_catalog.current_setting('tabular_import.row'), '')::pg_catalog.int8, 'insert', null,
--             pg_catalog.jsonb_object('{id,name}'::pg_catalog.text[],
--                 array[id::pg_catalog.text, name::pg_catalog.text]::pg_catalog.text[]), 10000, 67108864) end
--
-- Under review, where id is different each time, all of this stands behind
--
--     case when tabular_import_engine.note_digest(
--         nullif(pg_catalog.current_setting('tabular_import.row'), '')::pg_catalog.int8, 'insert', null,
--         pg_catalog.jsonb_object('{name}'::pg_catalog.text[], array[name::pg_catalog.text]::pg_catalog.text[])) then
create or replace function tabular_import_engine.change_sql(
    options jsonb, action text, old_row text default null, new_row text default '',
    row_number text default tabular_import_engine.row_mark_sql()
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        format(
            case
                when change_sql.options -> 'changes' ? 'left_out'
                    then
                        format(
                            'case when tabular_import_engine.note_digest(%s, %L, %s, %s) then %%s end',
                            replace(change_sql.row_number, '%', '%%'),
                            change_sql.action,
                            replace(
                                coalesce(
                                    tabular_import_engine.row_json_sql(c.names, change_sql.old_row, true), 'null'
                                ), '%', '%%'
                            ),
                            replace(
                                coalesce(
                                    tabular_import_engine.row_json_sql(c.settled, change_sql.new_row, true), 'null'
                                ), '%', '%%'
                            )
                        )
                else '%s'
            end,
            format(
                'case when pg_catalog.current_setting(''tabular_import.changes_are_full'') operator(pg_catalog.=) '
                '''false'' then tabular_import_engine.note_change(%s, %L, %s, %s, %s, %s) end',
                change_sql.row_number,
                change_sql.action,
                coalesce(tabular_import_engine.row_json_sql(c.names, change_sql.old_row), 'null'),
                coalesce(tabular_import_engine.row_json_sql(c.names, change_sql.new_row), 'null'),
                change_sql.options #>> '{changes,most}',
                change_sql.options #>> '{changes,most_bytes}'
            )
        )
    from (
        select
            array_agg(e.name order by e.position) as names,
            array_agg(e.name order by e.position) filter (
                where not coalesce(change_sql.options #> '{changes,left_out}' ? e.name, false)
            ) as settled
        from
            jsonb_array_elements_text(change_sql.options #> '{changes,columns}')
            with ordinality as e (name, position)
    ) as c
    where change_sql.options ? 'changes';
end;

comment on function tabular_import_engine.change_sql(jsonb, text, text, text, text) is
'What a statement of a dry run, or of an import under review, returns of each row that it changes, to note the change; '
'NULL where nothing is noted, see change_options. action: insert, update or delete; old_row, new_row: what stands '
'before the names of the columns, such as t and a dot, NULL where there is no such row; row_number: SQL that gives the '
'number of the row of the file, else the one that marked_sql has noted.';
