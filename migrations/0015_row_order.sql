-- Whether the rows of a chunk, and the proven ones, stand in the table in the order of the file; what became of columns
-- that the file has and the table lacks, or the other way round.
alter table tabular_import_private.staging
add column chunk_ordered boolean[] not null default '{}',
add column proven_ordered boolean[] not null default '{}',
add column header_notes text[] not null default '{}';

alter type tabular_import_engine.chunk
add attribute is_ordered boolean,
add attribute is_proven_ordered boolean;
