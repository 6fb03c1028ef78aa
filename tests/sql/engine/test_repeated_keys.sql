-- What a row says of its keys when it is bad for another reason, too: the row by row insert would name the key first.
begin;
select plan(5);

create table demo.parent (id text primary key);
insert into demo.parent values ('a');
create table demo.keyed (code text primary key, word text, parent text references demo.parent, unique (word));
insert into demo.keyed values ('taken', 'taken', 'a');
grant select, insert on demo.keyed to alice;
grant select on demo.parent to alice;

create function pg_temp.errors(lines text[])
returns text
language sql
as $$
    select coalesce(string_agg(e, E'\n'), 'none')
    from tap_help.errors(tap_help.import('demo.keyed', '{code,word,parent}', lines)) as e
$$;

select is(
    pg_temp.errors('{{taken,w1,none}}'),
    E'1 | parent | none | 23503\n1 | code | taken | 23505',
    'its key is in the table, and its reference leads nowhere');
select is(
    pg_temp.errors('{{x,w1,a},{x,w2,none}}'),
    E'2 | parent | none | 23503\n2 | code | x | 23505',
    'an earlier row of the file has its key');
select is(
    pg_temp.errors('{{x,w1,none},{x,w2,a}}'),
    '1 | parent | none | 23503',
    'the bad row holds no key');
select is(
    pg_temp.errors('{{x,w1,a},{x,taken,a}}'),
    E'2 | word | taken | 23505\n2 | code | x | 23505',
    'one key is taken, the other repeated');
select is(
    pg_temp.errors('{{x,w1,a},{y,w1,a},{y,w2,a},{x,w2,a},{z,w2,a}}'),
    E'2 | word | w1 | 23505\n4 | code | x | 23505\n4 | word | w2 | 23505\n5 | word | w2 | 23505',
    'each against what remains, and each once');

select * from finish();
rollback;
