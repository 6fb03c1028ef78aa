-- What becomes of links that name no row: the nearest keys, NULL, or rows that are created.
begin;
select plan(40);

create table demo.site (id integer generated always as identity primary key, code text not null unique, name text);
create table demo.device (
    number integer primary key, site_id integer references demo.site, spare_site_id integer references demo.site
);
insert into demo.site (code) values ('Boston'), ('Basel');
grant select, insert on demo.site, demo.device to alice;

create function pg_temp.said(
    table_name text, header text[], lines text[], links text default null, role_name text default 'alice'
)
returns text
language plpgsql
as $$
declare
    v_job bigint := tap_help.import(
        table_name, header, lines,
        case when links is null then '{}' else jsonb_build_object('links', links::jsonb) end, role_name);
begin
    return (
        select concat_ws(
            E'\n', case when j.status = 'success' then j.result else j.status end,
            case when not exists (select from tabular_import.import_job_error as e where e.job_id = j.id)
                then j.result end,
            nullif(j.hint, ''),
            (
                select string_agg(
                    format('%s %s [%s] %s | %s | %s', e.row_number, e.sqlstate, e.column_name, e.message, e.detail, e.hint),
                    E'\n' order by e.error_number)
                from tabular_import.import_job_error as e
                where e.job_id = j.id
            ))
        from tabular_import.import_job as j
        where j.id = v_job
    );
end;
$$;

select diag(pg_temp.said('demo.device', '{number,site}', '{{1,Boston},{2,Bostn},{3,Bern}}'));
select diag(pg_temp.said('demo.device', '{number,site}', '{{1,Boston},{2,Bern},{3,Genf},{4,Bern}}', '{"site": {"on_missing": "create"}}'));
select diag((select string_agg(s::text, ' ') from demo.site as s));
select diag((select string_agg(s::text, ' ') from demo.device as s));
select diag(pg_temp.said('demo.device', '{number,site}', '{{11,Boston},{12,Bostn},{13,Rom},{14,Roma}}', '{"site": {"on_missing": "create"}}'));
select diag(pg_temp.said('demo.device', '{number,site}', '{{11,Boston},{12,Bostn},{13,Rom},{14,Roma}}', '{"site": {"on_missing": "create", "similar": "create"}}'));
select diag(pg_temp.said('demo.device', '{number,site}', '{{21,x},{22,y},{23,x}}', '{"site": {"on_missing": "null"}}'));
select ok(true); select * from finish();
rollback;
