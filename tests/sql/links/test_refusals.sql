begin;
select plan(30);
create table demo.site (id serial primary key, code text not null unique, email text not null unique, name text);
create table demo.stem (
    id serial primary key, region text not null, number integer not null, note text, site_id integer references demo.site,
    unique (region, number));
create table demo.bud (
    n integer primary key, stem_id integer not null references demo.stem, site_id integer references demo.site,
    site_key integer references demo.site, note text);
insert into demo.site (code, email, name) values ('B', 'b@x', 'Bern');
insert into demo.stem (region, number, site_id) values ('north', 5, 1);
grant usage on schema demo to alice;
grant insert, select on all tables in schema demo to alice;

create function pg_temp.try(records jsonb, options jsonb default '{}') returns text language sql volatile as $$
    select concat_ws(' | ', r ->> 'result', r ->> 'hint') from tabular_import.import_records('demo.bud', records, options) as r
$$;
select tap_help.log_in('alice');

-- what fits
select is(
    pg_temp.try('[{"n": 1, "stem": "north.5", "site_id.code": "B"}]'),
    'Successfully imported 1 row(s) | The records have no key for site_key (NULL), note (NULL).', 'links'
);
select is(
    pg_temp.try('[{"n": 2, "Stem Region": "north", "STEM.NUMBER": 5, "site_id": 1, "site_key": 1, "note": ""}]'),
    'Successfully imported 1 row(s) | Matched despite another spelling: Stem Region is stem.region.',
    'folded ones are told'
);
select is(
    pg_temp.try('[{"n": 3, "s": "5.north", "site_id": 1, "site_key": 1, "note": ""}]',
        '{"columns": {"s": "stem"}, "links": {"stem_id": {"by": ["Number", "region"]}}}'),
    'Successfully imported 1 row(s) | By option columns: s is stem.', 'option columns and links'
);
select results_eq('select stem_id, site_id from demo.bud order by n', $$values (1, 1), (1, 1), (1, 1)$$, 'all of one row');

-- which row is meant
select is(
    pg_temp.try('[{"n": 4, "stem_id": 1, "site_key": 1, "site_id.name": "Bern"}]'),
    'Link site_id is ambiguous: several rows of demo.site may have the same name | What tells its rows apart is (code), '
    '(email), (id): name all columns of one of these, as in site_id.code.', 'no key'
);
select is(
    pg_temp.try('[{"n": 4, "stem.region": "north"}]'),
    'Link stem is ambiguous: several rows of demo.stem may have the same region | What tells its rows apart is '
    '(region, number), (id): name all columns of one of these, as in stem.region and stem.number.', 'half a key'
);
select is(
    pg_temp.try('[{"n": 4, "stem": "north.5", "site_id.name": "Bern", "site_id.code": "B"}]'),
    'Successfully imported 1 row(s) | The records have no key for site_key (NULL), note (NULL).', 'more than a key'
);
select is(
    pg_temp.try('[{"n": 5, "stem_id": 1, "site_id.code": "B", "site_key": 1}]', '{"match_columns": "exact"}'),
    'Successfully imported 1 row(s) | The records have no key for note (NULL).', 'the column''s name and a key'
);
select is(
    pg_temp.try('[{"n": 6, "stem_id": 1, "site": "B"}]'),
    '"site" may be for each of the links site_id (bud_site_id_fkey), site_key (bud_site_key_fkey) | Begin the name with the '
    'column that refers to the other table, as in site_id.code, or give the stored values in a column of that name.',
    'two links of one name'
);
select is(
    pg_temp.try('[{"n": 6, "stem": "north.5", "site": "B"}]', '{"extra_columns": "ignore"}'),
    pg_temp.try('[{"n": 6, "stem": "north.5", "site": "B"}]'), 'are never left out'
);
select is(
    (select r ->> 'result' from tabular_import.import_records('demo.stem', '[{"region": "s", "number": 1, "site": "B"}]') as r),
    'Table demo.site has several keys: (code), (email)', 'several keys'
);
select is(
    (select r ->> 'hint' from tabular_import.import_records('demo.stem', '[{"region": "s", "number": 1, "site": "B"}]') as r),
    'Say by which one its rows are named: site.code in the header, or option {"links": {"site": {"by": ["code"]}}}.',
    'with the ways to choose'
);

-- twice
select matches(
    pg_temp.try('[{"n": 6, "stem": "north.5", "stem_id": 1}]'), '^"(stem|stem_id)" and "(stem|stem_id)" are both for column stem_id \|',
    'a link and its column'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north.5", "stem.region": "north"}]'),
    '^Link stem is given twice: "stem", "stem.region" \| Give the link in one column,',
    'a link and a part of it'
);
select matches(
    pg_temp.try('[{"n": 6, "stem.number": 5, "stem.region": "north", "stem_id.region": "south"}]'),
    '^Link stem is given twice: "stem', 'a part twice'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north.5"}]', '{"constants": {"stem_id": "1"}}'),
    '^Option constants has a value for what the records bring as well: stem_id \|', 'a link and a constant'
);

-- option links
select is(
    pg_temp.try('[{"n": 6, "stem": "north.5"}]', '{"links": {"stm": {"by": "id"}}}'),
    'Option links names what is no link of the table: stm | Did you mean stem? The links of the table are: site_id, site_key, stem.',
    'no link'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north.5"}]', '{"links": {"note": {"by": "id"}}}'),
    '^Option links names what is no link of the table: note \|', 'a column that refers to nothing'
);
select matches(
    pg_temp.try('[{"n": 6, "stem_id": 1}]', '{"links": {"stem": {"on_missing": "null"}}}'),
    '^Option links names stem, but stem_id in the header has the stored values of stem_id \|', 'stored values'
);
select is(
    pg_temp.try('[{"n": 6, "stem": "north.5"}]', '{"links": {"stem": {"by": ["region", "nomber"]}}}'),
    'Option links.stem.by names what is not in table demo.stem, or may be several of its columns: nomber | Did you mean '
    'number? Its columns and links are: id, note, number, region, site, site_id.', 'no column'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north"}]', '{"links": {"stem": {"by": ["region"]}}}'),
    '^Link stem is ambiguous: several rows of demo.stem may have the same region \|', 'half a key'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north"}]', '{"links": {"stem": {"by": ["region", "region"]}}}'),
    '^Option links.stem.by has the same twice \|', 'a column twice'
);
select matches(
    pg_temp.try('[{"n": 6, "stem": "north"}]', '{"links": {"stem": {"by": "id"}, "stem_id": {"by": "id"}}}'),
    '^Option links has several entries for one link: stem, stem_id \|', 'a link twice'
);
select is(
    pg_temp.try('[{"n": 6, "stem.region": "north", "stem.number": 5}]', '{"links": {"stem": {"by": "id"}}}'),
    'Option links.stem.by says how one column named stem is read, but the header has "stem.number" | The header itself says by '
    'what a row is named: take by out of option links.stem.', 'by for a link that the header spells out'
);
select is(
    pg_temp.try('[{"n": 7, "stem": "1"}]', '{"links": {"stem": {"by": "id"}}}'),
    'Successfully imported 1 row(s) | The records have no key for site_id (NULL), site_key (NULL), note (NULL).', 'by the surrogate'
);
select is(
    (select r ->> 'result' from tabular_import.import_records('demo.site', '[{"code": "Z"}]', '{"links": {"a": {}}}') as r),
    'Option links names what is no link of the table: a', 'a table without links'
);

-- rights
select tap_help.log_out();
revoke select on demo.stem from alice;
grant select (id, region) on demo.stem to alice;
select tap_help.log_in('alice');
select is(
    pg_temp.try('[{"n": 8, "stem": "north.5"}]'),
    'Permission denied for link stem: columns number of table demo.stem | To look rows up, you must be allowed to read them. '
    'Their owner has to call: grant select (number) on demo.stem to alice; or give the stored values in stem_id.',
    'a key that may not be read'
);
select is(
    pg_temp.try('[{"n": 8, "stem": "1"}]', '{"links": {"stem": {"by": "id"}}}'),
    'Successfully imported 1 row(s) | The records have no key for site_id (NULL), site_key (NULL), note (NULL).', 'one that may'
);
select tap_help.log_out();
create schema apart;
alter table demo.stem set schema apart;
select tap_help.log_in('alice');
select is(
    pg_temp.try('[{"n": 9, "stem": "1"}]', '{"links": {"stem": {"by": "id"}}}'),
    'Permission denied for link stem: schema apart | To look rows up, you must be allowed to read them. Their owner has to call: '
    'grant usage on schema apart to alice; or give the stored values in stem_id.', 'a schema that may not be used'
);
select is(
    pg_temp.try('[{"n": 9, "stem_id": 1}]'),
    'Successfully imported 1 row(s) | The records have no key for site_id (NULL), site_key (NULL), note (NULL).', 'stored values need none of it'
);

select * from finish();
rollback;
