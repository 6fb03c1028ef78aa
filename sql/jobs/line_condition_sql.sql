create or replace function tabular_import_private.line_condition_sql(value_columns text[], types text[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_all text;
    v_texts text;
    v_named text;
begin
    select
        format('jsonb_build_array(%s)::text', string_agg(format('t.%I', c.name), ', ' order by c.n)),
        format(
            'jsonb_build_array(%s)::text',
            string_agg(format('t.%I', c.name), ', ' order by c.n) filter (where c.type = 'text'))
    into v_all, v_texts
    from unnest(line_condition_sql.value_columns, line_condition_sql.types) with ordinality as c (name, type, n);
    select string_agg(
        case c.type
            when 'jsonb' then format('jsonb_typeof(t.%1$I) = ''object'' and t.%1$I ->> p.name = p.value', c.name)
            when 'text[]' then format('p.value = any(t.%I)', c.name)
            else format('to_jsonb(t.%I)::text ~ p.value_pattern and %s ~ p.name_pattern', c.name, v_texts)
        end, ' or ' order by c.n)
    into v_named
    from unnest(line_condition_sql.value_columns, line_condition_sql.types) with ordinality as c (name, type, n);
    -- Most lines are found not to be his by a search for a plain text.
    return format(
        'not exists (select from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) '
        'as p (name, value, value_pattern, name_pattern, core) where not coalesce('
        'case when position(p.core in %1$s) = 0 then false when p.name is null then %1$s ~ p.value_pattern '
        'else %2$s end, false))', v_all, v_named);
end;
$$;

comment on function tabular_import_private.line_condition_sql(text[], text[]) is
'The condition that a line t of a table of view kept_data is about a person. types: text, jsonb or text[], of each '
'column. Parameters $2 to $6 of the statement: names of the columns that identify him (NULL: any), their values, the '
'patterns of both, see erasing_pattern, and a part of each value that nothing escapes.';
