create or replace function tabular_import_engine.template_fingerprint(table_id oid)
returns jsonb
language sql
stable
security invoker
-- Compared with what another session stored.
set search_path = pg_catalog, pg_temp
set quote_all_identifiers = off
begin atomic
    with reference as materialized (
        select
            l.columns,
            tabular_import_engine.table_path(l.referred_table_id)
            || coalesce(
                ' by ' || tabular_import_engine.identity_title(l.parts), ' by ' || array_to_string(l.referred, ', ')
            ) as link
        from tabular_import_engine.template_links(template_fingerprint.table_id) as l
    ),

    described as (
        select
            c.column_number,
            jsonb_strip_nulls(jsonb_build_object(
                'number', c.column_number,
                'name', c.column_name,
                'type', format_type(c.type_id, c.typmod),
                'required', c.is_required and not c.has_default,
                'choices', case when v.length <= 2000 then to_jsonb(n.choices) end,
                -- What is too long to be told is at least recognised.
                'listed', case when v.length > 2000 then md5(n.choices::text) end,
                'link', (
                    select string_agg(r.link, ', ' order by r.link collate "C")
                    from reference as r
                    where c.column_name = any(r.columns)
                )
            )) as told
        from tabular_import_engine.target_columns(template_fingerprint.table_id) as c
        cross join
            lateral tabular_import_engine.column_choices(template_fingerprint.table_id, c.column_number)
                as n (choices)
        cross join lateral length(array_to_string(n.choices, '')) as v (length)
        where c.is_writable and (c.in_key or not c.is_made_by_database)
    )

    select
        jsonb_build_object(
            'version', 1,
            'table', tabular_import_engine.table_path(template_fingerprint.table_id),
            'id', template_fingerprint.table_id::bigint,
            'made', to_char(current_timestamp at time zone 'UTC', 'YYYY-MM-DD'),
            'columns', coalesce(jsonb_agg(d.told order by d.column_number), '[]')
        )
    from described as d;
end;

comment on function tabular_import_engine.template_fingerprint(oid) is
'See tabular_import.template_fingerprint.';
