-- A role's number is somebody else's in another cluster, and may be again in the same one: a role is the one meant
-- only if number and name are those that were stored. A role that is gone has nothing but its number for a name.
alter table tabular_import_private.import_file
alter column owner type oid,
add column owner_name name;

update tabular_import_private.import_file as f
set
    owner_name = coalesce((
        select r.rolname from pg_roles as r
        where r.oid = f.owner
    ), f.owner::text::name);

alter table tabular_import_private.import_file alter column owner_name set not null;

alter table tabular_import_private.import_job
alter column submitter type oid,
alter column claimed_by type oid,
add column submitter_name name,
add column claimed_by_name name;

update tabular_import_private.import_job as j
set
    submitter_name = coalesce((
        select r.rolname from pg_roles as r
        where r.oid = j.submitter
    ), j.submitter::text::name),
    claimed_by_name = coalesce((
        select r.rolname from pg_roles as r
        where r.oid = j.claimed_by
    ), j.claimed_by::text::name);

alter table tabular_import_private.import_job
alter column submitter_name set not null,
add check ((claimed_by is null) = (claimed_by_name is null));

alter table tabular_import_private.import_attempt
alter column claimed_by type oid,
add column claimed_by_name name;

update tabular_import_private.import_attempt as a
set
    claimed_by_name = coalesce((
        select r.rolname from pg_roles as r
        where r.oid = a.claimed_by
    ), a.claimed_by::text::name);

alter table tabular_import_private.import_attempt alter column claimed_by_name set not null;

drop index tabular_import_private.import_job_idempotency;

create unique index import_job_idempotency
on tabular_import_private.import_job (submitter, submitter_name, idempotency_key)
where idempotency_key is not null;

-- The roles that were admitted: from it runners are made again where they are lost.
create table tabular_import_private.admission (
    role_name name not null,
    role_id oid not null,
    primary key (role_name, role_id)
);

-- Some tables of ours under the numbers that they had at the last install: others mean a restored dump.
create table tabular_import_private.installed_relation (
    name name primary key,
    id oid not null
);
