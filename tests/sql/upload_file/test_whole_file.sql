begin;
select plan(12);
select tap_help.log_in('alice');

create temporary table file as
select tabular_import.upload_file('people.csv', 'a,b'::bytea) as id;
select results_eq(
    'select name, size, sha256, uploaded_by = ''alice'', created_at <= finished_at from tabular_import.import_file',
    $$values ('people.csv', 3::bigint, encode(sha256('a,b'), 'hex'), true, true)$$, 'the file is there, with size and hash'
);
select is(tabular_import.read_file_chunk(f.id, 0), 'a,b'::bytea, 'it can be read back') from file as f;
select is(tabular_import.read_file_chunk(f.id, 1), null, 'its end is told by NULL') from file as f;
select is(tabular_import.read_file_chunk(f.id, -1), null, 'and so is anything before it') from file as f;

create temporary table empty_file as select tabular_import.upload_file('empty.csv', '') as id;
select is(tabular_import.read_file_chunk(f.id, 0), null, 'an empty file has no piece') from empty_file as f;
select is(
    (select i.sha256 from tabular_import.import_file as i where i.id = f.id), encode(sha256(''), 'hex'), 'but a hash'
) from empty_file as f;

select throws_ok(
    'select tabular_import.upload_file('''', ''x'')', 'TI004', 'A file needs a name.', 'a file without a name'
);
select throws_ok('select tabular_import.upload_file(null, ''x'')', 'TI004', 'A file needs a name.', 'or with none at all');
select throws_ok(
    'select tabular_import.upload_file(''x.csv'', null)', 'TI004', 'The content of a file may not be NULL.',
    'no content'
);
select is((select count(*) from tabular_import.import_file), 2::bigint, 'what was refused is not there');

-- names: the last part of a path, and nothing that would deceive a terminal
create temporary table named as
select n.given, tabular_import.upload_file(n.given, 'x') as id
from unnest(array[
    '/home/alice/people.csv', 'C:\Users\alice\people.csv', '../../etc/passwd', E'a\nb\x1b[31m.csv', U&'gpj\202Evsc.csv',
    'dir/', repeat('x', 300) || '.csv', 'ümläut ☃.csv'
]) as n (given);
select results_eq(
    'select f.name from named as n join tabular_import.import_file as f on f.id = n.id order by n.ctid',
    $$values ('people.csv'), ('people.csv'), ('passwd'), ('a_b_[31m.csv'), ('gpj_vsc.csv'), ('_'), (repeat('x', 255)),
    ('ümläut ☃.csv')$$,
    'names are made safe'
);

-- a content of more than one piece
create temporary table large as
select tabular_import.upload_file('large.csv', string_agg(sha256(i::text::bytea), '' order by i)) as id
from generate_series(1, 100000) as i;
select results_eq(
    'select f.size, sum(length(c.content)), max(length(c.content)), count(*), encode(sha256(string_agg(c.content, '''' order by c.n)), ''hex'') = f.sha256'
    ' from large as l join tabular_import.import_file as f on f.id = l.id'
    ' cross join lateral (select n, tabular_import.read_file_chunk(l.id, n) as content from generate_series(0, 9) as n) as c'
    ' where c.content is not null group by f.size, f.sha256',
    'values (3200000::bigint, 3200000::bigint, 1048576, 4::bigint, true)', 'is read back in pieces of 1 MiB'
);

select * from finish();
rollback;
