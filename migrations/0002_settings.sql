-- Only what an administrator has set; defaults stand in tabular_import.import_setting.
create table tabular_import_private.setting (
    name text primary key,
    value bigint not null
);
