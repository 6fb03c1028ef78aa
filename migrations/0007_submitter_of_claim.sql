-- A worker's session tells by it whether another's code has run in it before.
alter type tabular_import_private.claimed_job add attribute submitter oid;
