create or replace function tabular_import.propose_table(
    table_name text, header text[], key text[] default '{}', options jsonb default '{}'
)
returns table (statement text, column_names text[], possible_keys text[])
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.check_caller(current_user collate "default");

    select
        p.statement,
        p.column_names,
        p.possible_keys
    from tabular_import_engine.propose_table(
        propose_table.table_name, propose_table.header, propose_table.key, coalesce(propose_table.options, '{}'),
        current_schema()
    ) as p;
end;

comment on function tabular_import.propose_table(text, text[], text[], jsonb) is
'Proposes a table for the rows that the transaction has copied where collect_rows says: the statement that creates it, '
'its column_names in the order of the header, NULL for one that is left out, and, without a key, columns that could be '
'it. Each column has the narrowest type that gives back every cell letter by letter, among boolean, integer, bigint, '
'numeric, double precision, date, time, timestamp, timestamptz and uuid, else text. table_name: as in check_new_table; '
'header: as in collect_rows; key: the columns of the primary key, as header or column_names call them; options: those '
'of the import, of which columns and what says how cells are read (date_order ...) count. Raises what check_new_table '
'raises, row_unreadable, invalid_option for a key that is none, and invalid_job_state where no rows were collected.';

grant execute on function tabular_import.propose_table(text, text[], text[], jsonb)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
