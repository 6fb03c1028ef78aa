-- The advisory lock of an attempt's load: at random, so that nobody else can take it first.
alter table tabular_import_private.import_attempt add column load_key bigint;

create index import_attempt_load_key on tabular_import_private.import_attempt (load_key);
