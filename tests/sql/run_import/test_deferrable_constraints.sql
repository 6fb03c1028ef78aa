begin;
select plan(7);
create table demo.parent (code integer primary key);
insert into demo.parent values (1);
create table demo.later (
    code integer constraint later_pk primary key deferrable initially deferred,
    parent integer constraint later_parent_fk references demo.parent (code) deferrable initially deferred,
    label text constraint later_label_uk unique deferrable initially deferred
);
grant insert on demo.later to tabular_import_user;

create temporary table job as
select tap_help.import('demo.later', '{code,parent,label}', '{{1,1,a},{2,9,b},{1,1,c},{3,1,a},{4,1,d}}') as id;
select results_eq(
    'select tap_help.errors(id) from job',
    $$values ('2 | parent | 9 | 23503'), ('3 | code | 1 | 23505'), ('4 | label | a | 23505')$$,
    'constraints that are deferred are judged row by row all the same'
);
select is_empty('select * from demo.later', 'nothing is imported');
select is(
    tap_help.result(tap_help.import('demo.later', '{code,parent,label}', '{{1,1,a},{2,"",b}}')),
    'Successfully imported 2 row(s)', 'good rows go in'
);

-- A constraint trigger that judges the whole file
create function demo.count_later() returns trigger language plpgsql as $$
begin
    if (select count(*) from demo.later) > 3 then
        raise exception using message = 'too many', errcode = '23514', table = 'later', schema = 'demo';
    end if;
    return null;
end;
$$;
grant select on demo.later to tabular_import_user;
create constraint trigger count_later after insert on demo.later deferrable initially deferred
for each row execute function demo.count_later();
create temporary table many as
select tap_help.import('demo.later', '{code,parent,label}', '{{5,"",e},{6,"",f},{7,"",g}}') as id;
select results_eq(
    'select tap_help.errors(id) from many', $$values ('2 | - | - | 23514'), ('3 | - | - | 23514')$$,
    'a deferred trigger is fired after every row'
);

-- Code that puts the checks off again gets them at the end.
create function demo.put_off() returns trigger language plpgsql as $$
begin
    set constraints all deferred;
    return new;
end;
$$;
create trigger put_off before insert on demo.later for each row execute function demo.put_off();
create temporary table put_off as
select tap_help.import('demo.later', '{code,parent,label}', '{{5,9,e}}') as id;
select results_eq(
    'select row_number, sqlstate, constraint_name, message from tabular_import.import_job_error'
    ' where job_id = (select id from put_off)',
    $$values (null::bigint, '23503', 'later_parent_fk',
        'insert or update on table "later" violates foreign key constraint "later_parent_fk"')$$,
    'what is found at the end concerns the file, if no row can be told'
);
select is(
    tap_help.result(id),
    E'Errors occurred while importing the records\n'
    '    insert or update on table "later" violates foreign key constraint "later_parent_fk"\n'
    'DETAIL:  Key (parent)=(9) is not present in table "parent".',
    'and stands in the result without a number'
) from put_off;
select is((select count(*) from demo.later), 2::bigint, 'nothing of it stays');

select * from finish();
rollback;
