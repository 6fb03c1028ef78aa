create or replace function tabular_import_engine.has_long_keys(plan tabular_import_engine.import_plan, source text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_length text;
    v_is_long boolean := false;
begin
    -- An index takes about 2700 bytes. What is no text may be up to twelve times as long as its text: jsonb is.
    select
        string_agg(
            format(
                '%s * coalesce(octet_length(s.c%s), 0)',
                case
                    when t.typcategory = 'S' or c.type_id = 'bytea'::regtype then 1
                    else 12
                end,
                h.position),
            ' + ')
    into v_length
    from unnest(plan.header) with ordinality as h (name, position)
    inner join tabular_import_engine.target_columns(plan.table_id) as c on c.column_name = h.name
    inner join pg_type as t on t.oid = c.type_id
    where
        t.typlen < 0
        and exists (
            select from tabular_import_engine.table_indexes(plan.table_id) as i
            where c.column_number = any(i.column_numbers)
        );
    if v_length is not null then
        execute format(
            'select exists (select %s and s.read_error is null and %s > 2000)', has_long_keys.source, v_length)
        into v_is_long;
    end if;
    return v_is_long;
end;
$$;

comment on function tabular_import_engine.has_long_keys(tabular_import_engine.import_plan, text) is
'Whether some row may be too long for an index, so that only the insert tells. source: see chunk_source.';
