-- Settings for single roles, by their names; '' stands for all roles.
alter table tabular_import_private.setting
add column role_name text not null default '',
drop constraint setting_pkey,
add constraint setting_pkey primary key (name, role_name);

-- A waiting job whose time, run_after, may not have come is not looked at before somebody has seen that it has.
alter table tabular_import_private.import_job
add column is_scheduled boolean not null default false;

update tabular_import_private.import_job
set is_scheduled = true
where status = 'queued' and run_after is not null;

-- The first waiting job of a submitter for a table is found at once, however many wait.
drop index tabular_import_private.import_job_waiting;

create index import_job_waiting on tabular_import_private.import_job
(queue_name, priority desc, submitter, coalesce(exclusive_table, 0::oid), id)
where status = 'queued' and not is_scheduled;

create index import_job_scheduled on tabular_import_private.import_job (run_after)
where status = 'queued' and is_scheduled;

-- Delays between attempts, which a clock that was put back would make longer.
create index import_job_delayed on tabular_import_private.import_job (run_after)
where status = 'queued' and is_scheduled and attempt > 0;

create index import_job_queued on tabular_import_private.import_job (submitter)
where status = 'queued';

-- Who was served when, as a number that grows: of one priority the submitter served least recently is next.
create sequence tabular_import_private.turn_number;

create table tabular_import_private.turn (
    submitter oid primary key,
    number bigint not null
)
with (fillfactor = 50);

-- What transactions that have not ended add to a role's files and jobs, which nobody else sees: a transaction locks as
-- many of its owner's rows as it needs room, see take_room.
create table tabular_import_private.room (
    owner oid,
    slot integer,
    xid xid8,
    bytes bigint not null default 0,
    files bigint not null default 0,
    jobs bigint not null default 0,
    primary key (owner, slot)
)
with (fillfactor = 50);
