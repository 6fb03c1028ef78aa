begin;
select plan(16);
create table demo.node (
    code integer constraint node_pk primary key,
    parent integer constraint node_parent_fk references demo.node (code),
    label text constraint node_label_uk unique constraint node_label_ck check (label <> 'bad')
);
grant insert, select on demo.node to tabular_import_user;

-- a reference that nothing provides
create temporary table nowhere as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,9,a},{2,"",b},{3,2,c}}') as id;
select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name, message, detail from tabular_import.import_job_error',
    $$values (1::bigint, 'parent', '9', '23503', 'node_parent_fk',
        'insert or update on table "node" violates foreign key constraint "node_parent_fk"',
        'Key (parent)=(9) is not present in table "node".')$$,
    'a row that refers to nothing is refused'
);
select is_empty('select * from demo.node', 'nothing is imported');

-- what refers to a refused row is refused with it, before and behind it
create temporary table fallen as
select tap_help.import('demo.node', '{code,parent,label}', array[
    ['1', '2', 'a'], ['2', '3', 'b'], ['3', 'x', 'c'], ['4', '3', 'd'], ['5', '4', 'e'], ['6', '', 'f'], ['7', '6', 'g'],
    ['8', '', 'bad'], ['9', '8', 'h']
]) as id;
select results_eq(
    'select tap_help.errors(id) from fallen',
    $$values ('1 | parent | 2 | 23503'), ('2 | parent | 3 | 23503'), ('3 | parent | x | 22P02'), ('4 | parent | 3 | 23503'),
    ('5 | parent | 4 | 23503'), ('8 | label | bad | 23514'), ('9 | parent | 8 | 23503')$$,
    'in file order, each with what is wrong with it'
);
select results_eq(
    'select rows_read, rows_rejected from tabular_import.import_job where id = (select id from fallen)',
    'values (9::bigint, 7::bigint)', 'the good ones are not among them'
);

-- of two rows with one key the later is refused, pending or not
create temporary table twice as
select tap_help.import('demo.node', '{code,parent,label}', array[
    ['1', '3', 'a'], ['1', '', 'b'], ['2', '3', 'a'], ['3', '', 'c'], ['3', '1', 'd'], ['4', '5', 'e'], ['5', '', 'c']
]) as id;
select results_eq(
    'select tap_help.errors(id) from twice',
    $$values ('2 | code | 1 | 23505'), ('3 | label | a | 23505'), ('5 | code | 3 | 23505'), ('6 | parent | 5 | 23503'),
    ('7 | label | c | 23505')$$,
    'duplicates among pending rows are judged in file order'
);
create temporary table twice_wrong as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,9,a},{1,"",a},{2,1,b}}') as id;
select results_eq(
    'select tap_help.errors(id) from twice_wrong', $$values ('1 | parent | 9 | 23503'), ('2 | code | 1 | 23505'),
    ('2 | label | a | 23505'), ('3 | parent | 1 | 23503')$$,
    'references are judged last: until then a row with a bad one holds its key'
);

-- a cycle falls as a whole
create temporary table cycle as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,2,a},{2,3,b},{3,1,bad},{4,"",d}}') as id;
select results_eq(
    'select tap_help.errors(id) from cycle',
    $$values ('1 | parent | 2 | 23503'), ('2 | parent | 3 | 23503'), ('3 | label | bad | 23514')$$,
    'a cycle with a bad row'
);
select is_empty('select * from demo.node', 'still nothing is imported');

-- with old rows
insert into demo.node values (100, null, 'old');
create temporary table with_old as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,2,a},{2,100,b},{100,"",c},{3,99,d},{4,"",old}}') as id;
select results_eq(
    'select tap_help.errors(id) from with_old',
    $$values ('3 | code | 100 | 23505'), ('4 | parent | 99 | 23503'), ('5 | label | old | 23505')$$,
    'old rows count'
);

-- another table's reference and a trigger's word, beside pending rows
create function demo.refuse() returns trigger language plpgsql as $$
begin
    if new.label = 'refuse' then
        raise 'refused %', new.code;
    elsif new.label = 'drop' then
        return null;
    end if;
    return new;
end;
$$;
create trigger refuse before insert on demo.node for each row execute function demo.refuse();
create temporary table by_trigger as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,3,a},{2,"",refuse},{3,"",b},{4,2,c}}') as id;
select results_eq(
    'select tap_help.errors(id) from by_trigger', $$values ('2 | - | - | P0001'), ('4 | parent | 2 | 23503')$$,
    'a row that a trigger refuses takes those along that refer to it'
);
create temporary table dropped as
select tap_help.import('demo.node', '{code,parent,label}', '{{1,3,a},{2,"",drop},{3,"",b}}') as id;
select results_eq(
    'select status, rows_imported, rows_skipped from tabular_import.import_job where id = (select id from dropped)',
    $$values ('success', 2::bigint, 1::bigint)$$, 'rows that a trigger drops are counted'
);
create temporary table to_dropped as
select tap_help.import('demo.node', '{code,parent,label}', '{{11,12,x},{12,"",drop},{13,"",y}}') as id;
select results_eq(
    'select tap_help.errors(id) from to_dropped', $$values ('1 | parent | 12 | 23503')$$,
    'a row may not refer to one that a trigger drops'
);

create function demo.renumber() returns trigger language plpgsql as $$
begin
    if new.label = 'renumber' then
        new.code := new.code + 1000;
    end if;
    return new;
end;
$$;
create trigger renumber before insert on demo.node for each row execute function demo.renumber();
create temporary table renumbered as
select tap_help.import('demo.node', '{code,parent,label}', '{{21,23,x},{23,"",renumber},{24,"",w}}') as id;
select results_eq(
    'select tap_help.errors(id) from renumbered', $$values ('1 | parent | 23 | 23503')$$,
    'what counts is the key that the trigger leaves'
);

-- a reference of several columns that may not be filled in half, and one that the file does not bring
create table demo.whole (
    a integer,
    b integer,
    up_a integer,
    up_b integer,
    constraint whole_pk primary key (a, b),
    constraint whole_up_fk foreign key (up_a, up_b) references demo.whole (a, b) match full
);
grant insert, select on demo.whole to tabular_import_user;
create temporary table half as
select tap_help.import('demo.whole', '{a,b,up_a,up_b}', array[['1', '1', '1', '2'], ['1', '2', '1', ''], ['1', '3', '', '']]) as id;
select results_eq(
    'select tap_help.errors(id) from half',
    $$values ('1 | up_a, up_b | 1, 2 | 23503'), ('2 | up_a, up_b | 1,  | 23503')$$,
    'a half of a reference is refused, and what refers to its row'
);
create table demo.fixed (
    code integer constraint fixed_pk primary key,
    parent integer generated always as (code + 1) stored constraint fixed_parent_fk references demo.fixed (code)
);
grant insert, select on demo.fixed to tabular_import_user;
create temporary table fixed as
select tap_help.import('demo.fixed', '{code}', '{{2},{1}}') as id;
select results_eq(
    'select row_number, column_name, value, sqlstate, constraint_name from tabular_import.import_job_error'
    ' where job_id = (select id from fixed) order by error_number',
    $$values (1::bigint, null, null, '23503', 'fixed_parent_fk'), (2, null, null, '23503', 'fixed_parent_fk')$$,
    'a reference that the database makes is no cell of the file'
);

-- many rows, one of them bad
create temporary table many as
select tap_help.import(
    'demo.node', '{code,parent,label}',
    array(select array[(1000 + i)::text, (1000 + i % 100 + 1)::text, case i when 33 then 'bad' else 'n' || i end]
        from generate_series(1, 100) as i)
) as id;
select is((select count(*) from tabular_import.import_job_error where job_id = (select id from many)), 100::bigint,
    'a ring of 100 rows falls with one of them');

select * from finish();
rollback;
