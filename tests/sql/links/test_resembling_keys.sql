-- Which keys are taken for a slip of another, and which are near to one that is not there.
begin;
select plan(23);

create function pg_temp.resembling(known text[], wanted text[])
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
-- As resembling_reasons has it.
set enable_nestloop = off
set enable_mergejoin = off
as $$
declare
    v_found text;
begin
    execute format(
        'select string_agg(r.key || '' is '' || r.other, '', '' order by r.key collate "C") from (%s) as r (key, other)',
        tabular_import_engine.resembling_keys_sql(
            format('select k as shown, k as joined from unnest(%L::text[]) as k', known),
            format('select k as shown, k as joined from unnest(%L::text[]) as k', wanted)))
    into v_found;
    return v_found;
end;
$$;

select is(pg_temp.resembling('{Boston}', '{boston,BOSTON," Bos ton"}'), ' Bos ton is Boston, BOSTON is Boston, boston is Boston', 'case and spaces');
select is(pg_temp.resembling('{Boston}', array[e'Bos\tton', e'\u00a0Boston', e'Boston\u3000']), format(e'Bos\tton is Boston, Boston%s is Boston, %sBoston is Boston', chr(12288), chr(160)), 'all kinds of spaces');
select is(pg_temp.resembling('{Boston}', '{Bostn,oston,Bosto}'), 'Bostn is Boston, Bosto is Boston, oston is Boston', 'a letter is missing');
select is(pg_temp.resembling('{Boston}', '{Bosston,xBoston,Bostonx}'), 'Bosston is Boston, Bostonx is Boston, xBoston is Boston', 'one too many');
select is(pg_temp.resembling('{Boston}', '{Bostom,Xoston,Boxton}'), 'Bostom is Boston, Boxton is Boston, Xoston is Boston', 'another one');
select is(pg_temp.resembling('{Boston}', '{oBston,Bsoton,Bostno}'), 'Bostno is Boston, Bsoton is Boston, oBston is Boston', 'one in another place');
select is(pg_temp.resembling('{Boston}', '{Bistin,Bston1x,tonBos,Bo,Bosttonn}'), null, 'two of them are too many');
select is(pg_temp.resembling('{Zürich,Łódź}', '{Zurich,ŁÓDŹ}'), 'Zurich is Zürich, ŁÓDŹ is Łódź', 'letters of any language');
select is(pg_temp.resembling('{Site 1,Hall 7b,2024-1}', '{Site 2,Site 11,Site,iSte 1,Hall b7,2024-11}'), 'iSte 1 is Site 1', 'digits never differ');
select is(pg_temp.resembling('{AUT,AB,x}', '{AUS,ATU,AC,y,aut}'), 'aut is AUT', 'codes of few letters');
select is(pg_temp.resembling('{}', '{Rom,Roma,Bern,bern,Genf}'), 'Bern is bern, Rom is Roma, Roma is Rom, bern is Bern', 'new ones among themselves');
select is(pg_temp.resembling('{Rome}', '{Roma,Rom}'), 'Rom is Rome, Roma is Rome', 'one of the table before a new one');
select is(
    pg_temp.resembling(array[e'North\u0001South', e'A\u0001Bern'], array[e'Nort\u0001hSouth', e'North\u0001south', e'B\u0001Bern', e'A\u0001Berne']),
    format(e'A%1$sBerne is A%1$sBern, North%1$ssouth is North%1$sSouth', chr(1)),
    'parts stay apart, and a short one is a code');
select is(pg_temp.resembling('{"",a}', '{"",b}'), null, 'the empty text');
select is(
    pg_temp.resembling(array[repeat('abc', 1000)], array[repeat('abc', 999) || 'abd', repeat('ABC', 1000)]) like 'ABC%', true,
    'of long texts only the same but for case');
-- All have the same but for their last letter: pairs would be 100 million.
select is(
    pg_temp.resembling(
        array(select 'customer ' || chr(20000 + n) from generate_series(1, 10000) as n),
        array(select 'customer ' || chr(31000 + n) from generate_series(1, 10000) as n)) like 'customer %', true,
    'many that resemble each other take no square of time');

create function pg_temp.nearest(link_rows text, types regtype[], keys text[], is_hidden boolean default false)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_found text;
begin
    execute format(
        'select string_agg(n.key || '' '' || array_to_string(n.nearest, '', ''), ''; '' order by n.key) '
        'from (%s) as n (key, nearest)',
        tabular_import_engine.nearest_keys_sql(link_rows, types::oid[], is_hidden))
    into v_found using keys;
    return v_found;
end;
$$;
create table demo.numbered (code integer primary key, word text unique, day date unique);
insert into demo.numbered select n, 'word ' || n, '2024-01-01'::date + n from generate_series(10, 30000, 10) as n;
create table demo.few (word text);
insert into demo.few select w from unnest('{Boston,Bologna,Basel,Bern,"New York"}'::text[]) as w;
analyze demo.numbered;

select is(pg_temp.nearest('select t.code as k1 from demo.numbered as t', '{int4}', array['["101"]', '["7"]', '["99999"]']),
    '["101"] 100, 110; ["7"] 10', 'numbers');
select is(pg_temp.nearest('select t.day as k1 from demo.numbered as t', '{date}', array['["2024-01-12"]']), '["2024-01-12"] 2024-01-11, 2024-01-21, 2024-01-31', 'dates');
select is(pg_temp.nearest('select t.word as k1 from demo.numbered as t', '{text}', array['["word 19995"]']) like '["word 19995"] word 19990%', true, 'texts of a large table');
select is(pg_temp.nearest('select t.word as k1 from demo.few as t', '{text}', array['["Bolonga"]', '["york"]', '["zzz"]', '["new york"]']),
    '["Bolonga"] Bologna; ["new york"] New York; ["york"] New York', 'texts of a small one');
select is(pg_temp.nearest('select 7 as k1, t.word as k2 from demo.few as t', '{int4,text}', array['["7", "Brn"]']), '["7", "Brn"] 7.Bern', 'keys of several parts');
select is(pg_temp.nearest('select t.code as k1 from demo.numbered as t', '{int4}', array['["101"]'], true), '["101"] 100, 110', 'where policies hide rows');
select is(pg_temp.nearest('select gen_random_uuid() as k1', '{uuid}', array['["' || gen_random_uuid() || '"]']), null, 'nothing is near to a uuid');
select * from finish();
rollback;
