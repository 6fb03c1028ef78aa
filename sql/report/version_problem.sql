create or replace function tabular_import_engine.version_problem(
    table_id oid, header text[], brought text[], options jsonb, out message text, out hint text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What they make of a cell is not what the table has.
    c_reading constant text[] := array[
        'null_values', 'trim', 'true_values', 'false_values', 'date_order', 'century', 'decimal_separator',
        'thousands_separator', 'currency', 'percent', 'parentheses', 'ignore_case', 'value_map'];
    c_name constant text := tabular_import_engine.row_version_name();
    v_mode constant text := version_problem.options ->> 'mode';
    v_option text;
begin
    if not exists (
        select
        from tabular_import_engine.match_header(
            version_problem.table_id, version_problem.header, version_problem.options) as m
        where m.step = 'row version'
    ) then
        return;
    end if;
    if coalesce(v_mode, 'insert') in ('insert', 'skip_existing') then
        message := format(
            'The file has rows of a table with their versions, and mode %s changes no row', coalesce(v_mode, 'insert'));
        hint := format(
            'To put them back, set option mode to upsert, update or sync; to insert them as new rows, leave the '
            'versions out by option columns: {"%s": null}.',
            c_name);
        return;
    elsif tabular_import_engine.replaces_all(
        version_problem.table_id, version_problem.brought, version_problem.options) then
        message := 'The file has rows of a table with their versions, and not the key by which they are found';
        hint := format(
            'Add the key to the file, or leave the versions out by option columns: {"%s": null}.', c_name);
        return;
    end if;
    v_option := coalesce(
        (
            select o.name
            from unnest(c_reading) with ordinality as o (name, n)
            where version_problem.options ? o.name
            order by o.n
            limit 1
        ),
        case when tabular_import_engine.merge_blank(version_problem.options) = 'default'
            then case when version_problem.options ? 'if_blank' then 'if_blank' else 'use_defaults' end
        end,
        (
            select format('columns for %s', tabular_import_engine.shown_name(m.name))
            from tabular_import_engine.match_header(
                version_problem.table_id, version_problem.header, version_problem.options) as m
            where m.rules is not null
            order by m.place
            limit 1
        ));
    if v_option is not null then
        message := format(
            'The file has rows as the table has them, and option %s would read them otherwise', v_option);
        hint := format(
            'Leave the option out, and write values as the file has them; or leave the versions out by option columns: '
            '{"%s": null}.',
            c_name);
    end if;
end;
$$;

comment on function tabular_import_engine.version_problem(oid, text[], text[], jsonb) is
'What keeps a file that has versions of rows from being merged by them, as a sentence with a hint; NULL when nothing '
'does, or it has none. header: the file''s; brought: the columns that it brings; options: the job''s.';
