begin;
select plan(6);

create table demo.part (
    id integer generated always as identity primary key,
    code text unique not null,
    name text not null,
    note text default 'x'
);
grant select, update on demo.part to alice;

select is(
    (tabular_import_engine.check_header('demo.part'::regclass, '{cod,note}', 'alice'::regrole,
        '{"mode": "update", "match_columns": "exact"}')).message,
    e'Incoming dataset describes extra columns: cod\nIncoming dataset is missing columns: code, name',
    'an update names what its submitter may change and the key, whatever may be inserted');
select is(
    (tabular_import_engine.check_header('demo.part'::regclass, '{i,note}', 'alice'::regrole,
        '{"mode": "update", "key": ["id"], "match_columns": "exact"}')).message,
    e'Incoming dataset describes extra columns: i\nIncoming dataset is missing columns: code, id, name',
    'and a key that the database makes');
select is(
    tabular_import_engine.wanted_columns_hint('demo.part'::regclass, '{"mode": "update"}'),
    'The columns of the table are: code, name, note. Of these code must stand in the header once, as the key; others '
    'may be missing and keep their values then. Rows are found by id, which the database makes, with option key: id.');
select is(
    tabular_import_engine.wanted_columns_hint('demo.part'::regclass, '{"mode": "update", "key": ["id"]}'),
    'The columns of the table are: id, code, name, note. Of these id must stand in the header once, as the key; others '
    'may be missing and keep their values then.');
select is(
    tabular_import_engine.wanted_columns_hint('demo.part'::regclass, '{"mode": "upsert"}'),
    'The columns of the table are: code, name, note. Of these code must stand in the header once, as the key; others '
    'may be missing: they keep their values then, and are NULL or their default in new rows.');

create function pg_temp.hint_of(options jsonb) returns text language plpgsql as $$
declare
    v_hint text;
begin
    perform tabular_import_private.check_options(options);
    return null;
exception when sqlstate 'TI005' then
    get stacked diagnostics v_hint = pg_exception_hint;
    return v_hint;
end;
$$;
select is(
    pg_temp.hint_of('{"links": {"trunk": {"on_missing": null}}}'),
    'It takes one of: error, null, create. This null is a word, in double quotes: "null".',
    'a null that should be a word');

select * from finish();
rollback;
