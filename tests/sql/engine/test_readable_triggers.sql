-- Where it can be read what triggers do, suspects are tried apart from the good rows; both engines say the same.
begin;
select plan(79);

-- What code can be read.
create function pg_temp.effects(source text) returns text language sql as $$
    select
        case
            when e.set_columns is not null
                then format('sets %s, fills %s of %s', e.set_columns, e.written_columns, e.tables)
        end
    from tabular_import_engine.trigger_effects(source) as e
$$;
select is(pg_temp.effects(s.source), s.effects, 'is read: ' || s.source)
from (values
    ('begin new.updated_at := now(); return new; end', 'sets {updated_at}, fills {} of {}'),
    ('BEGIN NEW.updated_at = CURRENT_TIMESTAMP; -- "touch"' || E'\nRETURN NEW; END;', 'sets {updated_at}, fills {} of {}'),
    (
        'begin insert into audit.log (action, "by") values (tg_op, current_user); return null; end', null
    ),
    (
        'begin insert into audit.log (action, at) values (tg_op, now()); return null; end',
        'sets {}, fills {action,at} of {audit.log}'
    ),
    (
        'begin insert into log select now(), to_jsonb(new), current_setting(''app.user'', true); return new; end',
        'sets {}, fills {*} of {log}'
    ),
    (
        'begin if tg_op = ''INSERT'' and new.n > 3 then raise exception ''no %'', new.n using errcode = ''22000'', hint = ''x''; '
        || 'elsif new.a is distinct from old.a then new.a := upper(trim(new.a)); end if; return new; end',
        'sets {a}, fills {} of {}'
    ),
    (
        'declare v integer := 2; w text; begin w := ''from target'' || v; new.t[1] := w::text; return new; end',
        'sets {t}, fills {} of {}'
    ),
    ('begin new.y := extract(year from new.day at time zone ''utc''); return new; end', 'sets {y}, fills {} of {}'),
    ('begin new.n := new.id + new.m::integer; return new; end', 'sets {n}, fills {} of {}'),
    ('begin perform pg_catalog.pg_notify(''c'', new.id::text); return null; end', 'sets {}, fills {} of {}')
) as s (source, effects);
select is(pg_temp.effects(s.source), null, 'is not read: ' || s.source)
from (values
    ('begin if (select count(*) from demo.t) > 3 then raise ''full''; end if; return new; end'),
    ('begin select max(n) into new.n from demo.t; return new; end'),
    ('begin perform from demo.t; return new; end'),
    ('begin perform (table message); return new; end'),
    ('begin execute ''delete from demo.t''; return new; end'),
    ('begin delete from demo.t; return new; end'),
    ('begin update demo.counter set n = n + 1; return new; end'),
    ('begin insert into log values (1) on conflict do nothing; return new; end'),
    ('begin insert into log select n from demo.t; return new; end'),
    ('begin insert into log values (1) returning n into new.n; return new; end'),
    ('begin insert into log values (1); if found then return new; end if; return null; end'),
    ('begin begin insert into log values (1); exception when others then null; end; return new; end'),
    ('begin new := null; return new; end'),
    ('declare r record; begin r := new; return r; end'),
    ('declare "new" integer; begin return new; end'),
    ('declare new integer; begin return new; end'),
    ('begin new.n := demo.f(new.n); return new; end'),
    ('begin new.n := (new).f; return new; end'),
    ('begin new.n := my_own(new.n); return new; end'),
    ('begin new.n := nextval(''s''); return new; end'),
    ('begin new.n := query_to_xml(''table demo.t'', true, true, ''''); return new; end'),
    ('begin new.n := current_setting(''tabular_import.row''); return new; end'),
    ('begin new.n := current_setting(''tabular_'' || ''import.row''); return new; end'),
    ('begin perform set_config(''a.b'', ''1'', true); return new; end'),
    ('begin new.n := ''t''::regclass; return new; end'),
    ('begin new.n := 1 operator(demo.+) 2; return new; end'),
    ('begin /* '' /* */ */ return new; end'),
    ('begin new.n := $x$ '' $x$; delete from demo.t; new.n := $x$ '' $x$; return new; end'),
    ('begin new.n := e''\''''; delete from demo.t; new.n := e''\''''; return new; end'),
    ('begin for i in 1..3 loop new.n := i; end loop; return new; end'),
    ('begin call demo.p(); return new; end'),
    ('begin commit; return new; end')
) as s (source);
create function demo.upper(text) returns text language plpgsql as 'begin return $1; end';
select is(
    pg_temp.effects('begin new.a := upper(new.a); return new; end'), null, 'a name that a function of users has, too'
);
drop function demo.upper(text);
-- Words that are no functions of PostgreSQL's may be names of users' own.
create function demo.log(text) returns void language plpgsql as 'begin insert into demo.t values (1); end';
create function demo.year(date) returns integer language plpgsql as 'begin return (select count(*) from demo.t); end';
create function demo.text(integer) returns text language sql as 'select ''x''';
select is(pg_temp.effects(s.source), null, 'a word that is a function of users: ' || s.source)
from (values
    ('begin perform log(new.a); return new; end'),
    ('begin new.y := YEAR (new.day); return new; end'),
    ('begin new.y := text(new.n); return new; end')
) as s (source);
select is(
    pg_temp.effects('begin raise log ''x''; new.y := extract(year from new.day)::text; return new; end'),
    'sets {y}, fills {} of {}', 'a word that is not called');
drop function demo.log(text), demo.year(date), demo.text(integer);

-- What decides besides the code.
create table demo.parent (id integer primary key);
insert into demo.parent values (1), (2);
create table demo.audit (id bigint generated always as identity primary key, code text not null check (code <> 'bad'));
create table demo.aim (
    code text primary key, name text not null, parent integer references demo.parent, n integer check (n < 100),
    touched timestamptz
);
grant select, insert on demo.aim, demo.audit to alice;
grant select on demo.parent to alice;
create function demo.act() returns trigger language plpgsql as $$
begin
    insert into demo.audit (code) values (new.code);
    new.touched := now();
    return new;
end;
$$;
create trigger act before insert on demo.aim for each row execute function demo.act();
create function pg_temp.seen() returns text[] language sql as $$
    select tabular_import_engine.set_by_triggers('demo.aim'::regclass)
$$;
select is(pg_temp.seen(), '{touched}', 'a column is set, and a table written to that nothing depends on');
create function pg_temp.seen_with(change text) returns text[] language plpgsql as $$
declare
    v_seen text[];
begin
    begin
        execute change;
        v_seen := pg_temp.seen();
        raise exception using errcode = 'TAP00';
    exception
        when sqlstate 'TAP00' then return v_seen;
    end;
end;
$$;
create function demo.even(n integer) returns boolean language plpgsql as 'begin return n % 2 = 0; end';
select is(pg_temp.seen_with(c.change), null, 'not with: ' || c.change)
from (values
    ('create trigger again after insert on demo.audit for each row execute function demo.act()'),
    ('create unique index on demo.audit (code)'),
    ('create unique index on demo.audit (lower(code))'),
    ('alter table demo.audit add constraint x exclude (code with =)'),
    ('alter table demo.audit enable row level security'),
    ('alter table demo.audit add foreign key (code) references demo.aim'),
    ('create unique index u on demo.audit (code); alter table demo.aim add foreign key (code) references demo.audit (code)'),
    ('alter table demo.audit add check (demo.even(length(code)))'),
    ('alter table demo.aim add check (demo.even(n))'),
    ('create rule r as on insert to demo.audit do also notify x'),
    ('create schema other; create view other.audit as select 1'),
    ('drop table demo.audit'),
    ('create function demo.plus(text, text) returns text language plpgsql as ''begin return $1; end''; '
     'create operator demo.+ (leftarg = text, rightarg = text, function = demo.plus)'),
    ('alter function demo.act set standard_conforming_strings = off')
) as c (change)
where c.change not like '%other.audit%';
select is(
    pg_temp.seen_with('alter function demo.act set search_path = demo'), '{touched}', 'its path is its own matter'
);

-- Both engines, and how often the rows had to go in in file order.
create function pg_temp.outcome(lines text[], options jsonb)
returns jsonb
language plpgsql
as $$
declare
    v_job bigint;
    v_outcome jsonb;
begin
    begin
        v_job := tap_help.import('demo.aim', '{code,name,parent,n}', lines, options);
        select jsonb_build_object(
            'errors', coalesce((
                select string_agg(concat_ws(' ', e.row_number, e.column_name, e.sqlstate), ', ' order by e.row_number, e.sqlstate)
                from tabular_import.import_job_error as e where e.job_id = v_job), 'none'),
            'messages', (
                select jsonb_agg(e.message || coalesce(e.value, '') || coalesce(e.hint, '')
                    order by e.row_number, e.sqlstate)
                from tabular_import.import_job_error as e where e.job_id = v_job and e.sqlstate not in ('23505')),
            'status', j.status, 'skipped', j.rows_skipped,
            'rows', (select jsonb_agg(jsonb_build_array(a.code, a.name, a.parent, a.n) order by a.code) from demo.aim as a),
            'audit', (select jsonb_agg(a.code order by a.id) from demo.audit as a),
            'fallbacks', (select sum(t.fallbacks) from tabular_import.import_attempt as t where t.job_id = v_job))
        into v_outcome
        from tabular_import.import_job as j
        where j.id = v_job;
        raise exception using errcode = 'TAP00';
    exception
        when sqlstate 'TAP00' then return v_outcome;
    end;
end;
$$;
create function pg_temp.both(lines text[], options jsonb default '{}')
returns text
language plpgsql
as $$
declare
    v_fast jsonb := pg_temp.outcome(lines, options || '{"engine": "fast"}');
    v_reference jsonb := pg_temp.outcome(lines, options || '{"engine": "reference"}');
begin
    if v_fast - 'fallbacks' is distinct from v_reference - 'fallbacks' then
        return format('%s is not %s', v_fast, v_reference);
    end if;
    return format('%s; %s; audit %s; %s', v_fast ->> 'errors', v_fast ->> 'status', v_fast ->> 'audit', v_fast ->> 'fallbacks');
end;
$$;
create function pg_temp.acts(body text) returns void language plpgsql as $$
begin
    execute format('create or replace function demo.act() returns trigger language plpgsql as %L', 'begin ' || body || ' end');
end;
$$;
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{c,x,9,3},{d,x,1,100},{a,x,1,5},{e,x,1,x},{f,x,2,6}}'),
    '2 name 23502, 3 parent 23503, 4 n 23514, 5 code 23505, 6 n 22P02; error; audit ; 0',
    'suspects of all kinds');
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{c,x,9,3},{d,x,1,100},{a,x,1,5},{e,x,1,x},{f,x,2,6}}', '{"on_error": "skip"}'),
    '2 name 23502, 3 parent 23503, 4 n 23514, 5 code 23505, 6 n 22P02; partial; audit ["a", "f"]; 0',
    'the good rows are kept, and what the trigger wrote for them');
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{c,x,9,3},{f,x,2,6}}', '{"on_error": "skip", "max_errors": "1"}'),
    '2 name 23502, 3 parent 23503, TI018; error; audit ; 0', 'too many errors');
select is(
    pg_temp.both('{{a,x,9,1},{a,x,1,2},{b,x,9,3},{b,x,9,4},{a,x,9,5},{c,"",1,6},{c,x,1,7}}', '{"on_error": "skip"}'),
    '1 parent 23503, 3 parent 23503, 4 parent 23503, 5 code 23505, 6 name 23502; partial; audit ["a", "c"]; 0',
    'a refused row holds no key, and a row behind it is not in its way');
select is(
    pg_temp.both('{{a,x,1,1},{bad,x,1,2},{b,"",1,3},{c,x,9,4},{bad,"",9,5}}', '{"on_error": "skip"}'),
    '2 23514, 3 name 23502, 4 parent 23503, 5 23514; partial; audit ["a"]; 0', 'what only the trigger finds is found as well');

select pg_temp.acts('new.name := coalesce(new.name, ''filled''); insert into demo.audit (code) values (new.code); return new;');
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{b,x,1,3},{c,x,9,4},{d,x,1,5},{a,"",1,6},{d,x,1,7}}', '{"on_error": "skip"}'),
    '3 code 23505, 4 parent 23503, 6 code 23505, 7 code 23505; partial; audit ["a", "b", "d"]; 0',
    'a suspect that the trigger mends goes in at its place, and its key is taken from there on');
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{b,x,1,3},{c,x,9,4}}', '{"on_error": "skip", "dry_run": true}'),
    '3 code 23505, 4 parent 23503; partial; audit ; 0', 'a dry run notes what the mended row becomes');
select is(pg_temp.both('{{a,x,1,1},{b,"",1,2},{c,"",1,3}}'), 'none; success; audit ["a", "b", "c"]; 0', 'all suspects are mended');

select pg_temp.acts('new.code := lower(new.code); insert into demo.audit (code) values (new.code); return new;');
select is(
    pg_temp.both('{{A,x,1,1},{b,x,1,2},{a,"",1,3},{B,x,1,4},{a,x,1,5},{c,x,9,6},{c,x,1,7}}', '{"on_error": "skip"}'),
    '3 name 23502, 4 code 23505, 5 code 23505, 6 parent 23503; partial; audit ["a", "b", "c"]; 0', 'keys that the trigger makes');

select pg_temp.acts('if new.n = 7 then raise ''no seven'' using errcode = ''22000''; end if; insert into demo.audit (code) values (new.code); return new;');
select is(
    pg_temp.both('{{a,x,1,1},{b,x,1,7},{b,x,1,2},{c,"",1,7},{d,"",1,3},{a,x,1,4},{e,x,1,5},{e,x,1,6}}', '{"on_error": "skip"}'),
    '2 22000, 4 22000, 5 name 23502, 6 code 23505, 8 code 23505; partial; audit ["a", "b", "e"]; 0', 'rows that the trigger refuses');

select pg_temp.acts('if new.n = 7 then insert into demo.audit (code) values (new.code); return null; end if; return new;');
select is(
    pg_temp.both('{{a,x,1,7},{a,"",1,7},{b,"",1,2},{a,x,1,3},{a,x,1,4}}', '{"on_error": "skip"}'),
    '3 name 23502, 5 code 23505; partial; audit ["a", "a"]; 0', 'rows that the trigger drops, suspected and not');

select pg_temp.acts('insert into demo.parent values (new.n); return new;');
grant insert on demo.parent to alice;
select is(
    pg_temp.both('{{a,x,9,1},{b,x,1,9},{c,x,9,8},{d,"",1,6}}', '{"on_error": "skip"}'),
    '1 23505, 4 name 23502; partial; audit ; 1', 'rows whose parents the trigger makes: file order');
select pg_temp.acts('if (select count(*) from demo.aim) > 1 then raise ''full''; end if; return new;');
select is(
    pg_temp.both('{{a,"",1,1},{b,x,1,2},{c,x,1,3},{d,"",1,4},{e,x,1,5}}', '{"on_error": "skip"}'),
    '1 name 23502, 4 P0001, 5 P0001; partial; audit ; 1', 'a trigger that counts rows: file order');
select pg_temp.acts(
    'if exists (select from demo.aim where n = new.n) then new.n := 100; end if; '
    || 'execute ''insert into demo.audit (code) values ($1)'' using new.code; return new;');
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,1},{c,x,1,2},{d,x,1,2},{e,x,9,3},{f,x,1,3}}', '{"on_error": "skip"}'),
    '2 name 23502, 4 n 23514, 5 parent 23503; partial; audit ["a", "c", "f"]; 1', 'a trigger that reads the target and runs text: file order');

-- Behind the row, at the end, and for all rows together.
drop trigger act on demo.aim;
select pg_temp.acts('insert into demo.audit (code) values (new.code); return null;');
create trigger act after insert on demo.aim for each row execute function demo.act();
select is(
    pg_temp.both('{{a,x,1,1},{b,"",1,2},{c,x,9,3},{d,x,1,100},{a,x,1,5},{c,x,1,6},{bad,x,1,7}}', '{"on_error": "skip"}'),
    '2 name 23502, 3 parent 23503, 4 n 23514, 5 code 23505, 7 23514; partial; audit ["a", "c"]; 0', 'an audit trigger behind the row');
create function demo.check_late() returns trigger language plpgsql as $$
begin
    if new.n = 13 then
        raise 'not thirteen' using errcode = '22000';
    end if;
    return null;
end;
$$;
create constraint trigger late after insert on demo.aim deferrable initially deferred
for each row execute function demo.check_late();
select is(
    pg_temp.both('{{a,x,1,1},{b,x,9,13},{c,x,1,13},{d,x,9,3},{c,x,1,5}}', '{"on_error": "skip"}'),
    '2 parent 23503, 3 22000, 4 parent 23503; partial; audit ["a", "c"]; 0', 'a deferred constraint trigger');
create function demo.see_all() returns trigger language plpgsql as $$
begin
    if exists (select from added where n = 14) then
        raise 'not fourteen' using errcode = '22000';
    end if;
    return null;
end;
$$;
create trigger see_all after insert on demo.aim referencing new table as added for each statement execute function demo.see_all();
select is(
    pg_temp.both('{{a,x,1,1},{b,x,9,13},{c,x,1,14},{d,x,9,3},{c,x,1,5}}', '{"on_error": "skip"}'),
    '2 parent 23503, 3 22000, 4 parent 23503; partial; audit ["a", "c"]; 1', 'a trigger with a transition table: file order');

select * from finish();
rollback;
