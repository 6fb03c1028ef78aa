create or replace function tabular_import_engine.insert_statement(
    table_id oid, header text[], expressions text[], omitted integer[], source text default ''
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when count(*) > 0
                then
                    format(
                        'insert into %s (%s) select %s %s',
                        tabular_import_engine.table_path(insert_statement.table_id),
                        string_agg(format('%I', h.name), ', ' order by h.position),
                        string_agg(insert_statement.expressions[h.position], ', ' order by h.position),
                        insert_statement.source
                    )
            else format('insert into %s default values', tabular_import_engine.table_path(insert_statement.table_id))
        end
    from unnest(insert_statement.header) with ordinality as h (name, position)
    where h.position <> all(insert_statement.omitted) and h.name is not null;
end;

comment on function tabular_import_engine.insert_statement(oid, text[], text[], integer[], text) is
'The statement that inserts staged cells into the target. expressions: see cell_expressions; omitted: the '
'positions of columns left to their defaults; source: from where order by, empty where the expressions stand on '
'parameters. A name that is NULL in the header is left out.';
