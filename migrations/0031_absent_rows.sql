-- The statements about rows of a table that a file does not have, see absent_sql.
create type tabular_import_engine.absent_statements as (
    whole text,
    lock text,
    delete text,
    referred text []
);
