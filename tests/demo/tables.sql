create schema demo;

create sequence demo.trunk_seq;

create table demo.trunk (
    id serial not null unique,
    code integer not null default nextval('demo.trunk_seq'),
    a_field text,
    constraint trunk_pk primary key (code)
);

create table demo.branch (
    id serial not null unique,
    trunk_id integer not null,
    code integer not null,
    some_field boolean,
    constraint branch_pk primary key (trunk_id, code),
    constraint branch_trunk_fk foreign key (trunk_id) references demo.trunk (id)
);

create table demo.facet (
    id serial not null unique,
    trunk_id integer not null,
    some_field text,
    constraint facet_pk primary key (trunk_id),
    constraint facet_trunk_fk foreign key (trunk_id) references demo.trunk (id)
);

create table demo."cross" (
    id serial not null unique,
    trunk_id integer not null,
    branch_id integer not null,
    some_field text,
    constraint cross_pk primary key (trunk_id, branch_id),
    constraint cross_trunk_fk foreign key (trunk_id) references demo.trunk (id),
    constraint cross_branch_fk foreign key (branch_id) references demo.branch (id)
);

create table demo.ternary (
    id serial not null unique,
    trunk_id integer not null,
    branch_id integer not null,
    code integer not null,
    some_field text,
    constraint ternary_pk primary key (trunk_id, branch_id, code),
    constraint ternary_trunk_fk foreign key (trunk_id) references demo.trunk (id),
    constraint ternary_branch_fk foreign key (branch_id) references demo.branch (id)
);

create type demo.foo_bar_baz as enum ('foo', 'bar', 'baz');

create sequence demo.all_column_types_seq;

create table demo.all_column_types (
    id serial not null unique,
    code integer not null default nextval('demo.all_column_types_seq'),
    boolean_field boolean not null,
    integer_field integer not null,
    decimal_field decimal not null,
    float_field double precision not null,
    text_field text not null,
    date_field date not null,
    time_field time not null,
    timestamp_field timestamp not null,
    json_field json not null,
    enum_field demo.foo_bar_baz not null,
    constraint all_column_types_pk primary key (code)
);

create sequence demo.required_tests_seq;

create table demo.required_tests (
    id serial not null unique,
    code integer not null default nextval('demo.required_tests_seq'),
    is_required text not null,
    not_required text,
    is_required_with_default text not null default 'foo',
    not_required_with_default text default 'foo',
    constraint required_tests_pk primary key (code)
);

create table demo.unique_tests (
    id serial not null unique,
    code integer not null,
    is_unique text not null,
    not_unique text,
    constraint unique_tests_pk primary key (code),
    constraint unique_tests_is_unique_uk unique (is_unique)
);

grant usage on schema demo to tabular_import_user;
grant select, insert on all tables in schema demo to tabular_import_user;
grant usage on all sequences in schema demo to tabular_import_user;
