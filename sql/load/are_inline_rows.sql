create or replace function tabular_import_private.are_inline_rows(header text[], rows jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(are_inline_rows.rows) is distinct from 'array' then
        return false;
    end if;
    return not exists (
        select from jsonb_array_elements(are_inline_rows.rows) as r (cells)
        where case
            when jsonb_typeof(r.cells) = 'array' then
                jsonb_array_length(r.cells) = cardinality(are_inline_rows.header) + 2
                and jsonb_typeof(r.cells -> 0) = 'number' and (r.cells ->> 0) ~ '^[0-9]{1,18}$'
            else false
        end is not true);
end;
$$;

comment on function tabular_import_private.are_inline_rows(text[], jsonb) is
'Whether a JSON value is rows as run_small_import takes them: an array of [line number, read error, cell, ...] with a '
'cell for each name of the header.';
