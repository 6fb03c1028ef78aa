create or replace function tabular_import_private.job_column_types(
    called_by tabular_import_private.calling_role, job_id bigint, attempt integer, header text[]
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job tabular_import_private.import_job
        := tabular_import_private.job_to_read(
            job_column_types.called_by, job_column_types.job_id, job_column_types.attempt);
begin
    return (
        select
            coalesce(
                jsonb_object_agg(h.name, concat_ws(
                    ' ',
                    case when t.oid = 'float8'::regtype then 'float' when t.typcategory in ('S', 'E') then 'text' end,
                    case when o.has_comma then 'comma' end,
                    case when o.is_percent then 'percent' end,
                    case when o.is_link then 'link' end)
                    || case
                        when o.is_link and cardinality(h.titles) > 1
                            then E'\n' || array_to_string(h.titles, ', ')
                        else ''
                    end),
                '{}'
            )
        from (
            select c.name, c.type_id, c.typmod, c.rules, c.titles
            from tabular_import_engine.header_types(v_job.table_id, job_column_types.header, v_job.options) as c
            where job_column_types.header is not null
            union all
            select t.column_name, t.type_id, t.typmod, null, null
            from tabular_import_engine.target_columns(v_job.table_id) as t
            where job_column_types.header is null
        ) as h
        cross join lateral tabular_import_engine.base_type(h.type_id, h.typmod) as b
        inner join pg_type as t on t.oid = b.base_type_id
        cross join lateral (
            select
                t.typcategory = 'N'
                and coalesce(h.rules ->> 'decimal_separator', v_job.options ->> 'decimal_separator', '.') = ',',
                t.typcategory = 'N' and coalesce(h.rules ->> 'percent', v_job.options ->> 'percent', '') = 'number',
                t.typcategory in ('S', 'E') and h.titles is not null
        ) as o (has_comma, is_percent, is_link)
        where t.oid = 'float8'::regtype or t.typcategory in ('S', 'E') or o.has_comma or o.is_percent);
end;
$$;

comment on function tabular_import_private.job_column_types(
    tabular_import_private.calling_role, bigint, integer, text[]
) is
'See tabular_import.job_column_types. called_by: the role that calls it.';
