create or replace function tabular_import_engine.missing_link_sql(
    link jsonb, value text, raw text, job_path text
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_link jsonb := missing_link_sql.link
        || jsonb_build_object('words', tabular_import_engine.link_words(missing_link_sql.link));
    v_failure text := format(
        'tabular_import_engine.link_failure(%L::pg_catalog.jsonb, %s, %s, %L)', v_link, missing_link_sql.value,
        missing_link_sql.raw, missing_link_sql.job_path);
    v_identity text := format(
        'pg_catalog.substr(%s, %s)', missing_link_sql.value, length(tabular_import_engine.link_marker()) + 1);
    v_is_bad text;
begin
    if jsonb_array_length(v_link -> 'parts') > 1 then
        return v_failure;
    end if;
    if v_link -> 'words' -> 'parts' -> 0 ->> 'value' is not null then
        select k.is_bad into v_is_bad
        from pg_attribute as a
        cross join lateral tabular_import_engine.soft_check_sql(
            a.atttypid, a.atttypmod, v_identity, missing_link_sql.job_path) as k
        where a.attrelid = (v_link -> 'parts' -> 0 ->> 'table')::oid
            and a.attname = v_link -> 'parts' -> 0 ->> 'column' and a.attnum > 0;
    end if;
    return format(
        'case when %s then %s else row(null::pg_catalog.int8, %L, '
        'pg_catalog.format(''No row of %%s that you may read has %%s.'', %L, '
        'tabular_import_engine.missing_part(%L, %s)), tabular_import_engine.link_message(%L, %s), %L, '
        'null::pg_catalog.text, null::pg_catalog.text, %L, null::pg_catalog.text, null)'
        '::tabular_import_engine.statement_outcome end',
        coalesce(v_is_bad, 'false'), v_failure, v_link -> 'words' ->> 'sqlstate', v_link -> 'words' ->> 'table',
        v_link -> 'words' -> 'parts' -> 0 ->> 'name', v_identity, v_link ->> 'name', missing_link_sql.raw,
        'Import the row that this one refers to first, or correct the cell.', v_link ->> 'constraint_name');
end;
$$;

comment on function tabular_import_engine.missing_link_sql(jsonb, text, text, text) is
'SQL for what link_failure says of a link. What is a value of the type of its only part, and no row has, needs no call '
'for each row. link, job_path: see link_failure; value, raw: SQL for its arguments.';
