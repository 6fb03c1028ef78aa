create or replace function tabular_import_private.line_condition_sql(value_columns text[], types text[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_texts text := (
        select string_agg(format('t.%I', c.name), ', ' order by c.n)
        from unnest(value_columns, types) with ordinality as c (name, type, n)
        where c.type = 'text'
    );
    v_any text := (
        select string_agg(
            case c.type
                when 'jsonb' then format(
                    'case when p.name is null then t.%1$I::text ~ p.value_pattern '
                    'when jsonb_typeof(t.%1$I) = ''object'' then t.%1$I ->> p.name = p.value end', c.name)
                when 'text[]' then format(
                    'case when p.name is null then to_jsonb(t.%1$I)::text ~ p.value_pattern '
                    'else p.value = any(t.%1$I) end', c.name)
                else format(
                    'to_jsonb(t.%1$I)::text ~ p.value_pattern '
                    'and (p.name is null or concat_ws('' '', %2$s) ~ p.name_pattern)', c.name, v_texts)
            end, ' or ' order by c.n)
        from unnest(value_columns, types) with ordinality as c (name, type, n)
    );
begin
    return format(
        'not exists (select from unnest($2::text[], $3::text[], $4::text[], $5::text[]) '
        'as p (name, value, value_pattern, name_pattern) where not coalesce(%s, false))', v_any);
end;
$$;

comment on function tabular_import_private.line_condition_sql(text[], text[]) is
'The condition that a line t of a table of view kept_data is about a person. types: text, jsonb or text[], of each '
'column. Parameters $2 to $5 of the statement: names of the columns that identify him (NULL: any), their values, and '
'the patterns of both, see erasing_pattern.';
