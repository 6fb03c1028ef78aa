-- Options that a role has saved under a name, for itself or for a role that it shares them with. table_path: the table
-- they are for, by schema and name, NULL for any; slot: which of the places that a role has, so that there are no more
-- than it may have whatever is open at the same time.
create table tabular_import_private.import_profile (
    owner oid not null,
    owner_name name not null,
    name text not null,
    slot bigint not null,
    table_path text,
    options jsonb not null,
    shared_with oid,
    shared_with_name name,
    saved_at timestamptz not null,
    primary key (owner, owner_name, name),
    unique (owner, owner_name, slot),
    check ((shared_with is null) = (shared_with_name is null))
);

create index import_profile_shared on tabular_import_private.import_profile (name)
where shared_with is not null;
