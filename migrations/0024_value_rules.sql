-- What becomes of cells before they are values: rules has that of each column, NULL where there is none; staging reads
-- the rows as the rules make them, staged as they stand in the file; cells is the list that makes the one of the other.
alter type tabular_import_engine.import_plan
add attribute staged text,
add attribute cells text,
add attribute rules jsonb[];
