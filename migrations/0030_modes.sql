-- Rows that were skipped because the table has them already, which option mode asks for; part of rows_skipped.
alter type tabular_import_engine.import_counts add attribute rows_present bigint;

-- The statements that merge rows of a file into those of a table, see merge_sql.
create type tabular_import_engine.merge_statements as (
    classify text,
    lock text,
    update text,
    insert text,
    sum text,
    key_indexes text []
);

-- What has become of rows that were merged, see merge_set. missing: rows that had to be there and are not; failure:
-- what PostgreSQL said when one of them was refused.
create type tabular_import_engine.merge_result as (
    inserted bigint,
    updated bigint,
    unchanged bigint,
    skipped bigint,
    present bigint,
    missing bigint [],
    failure tabular_import_engine.statement_outcome
);
