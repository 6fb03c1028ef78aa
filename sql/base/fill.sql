create or replace function tabular_import_engine.fill(template text, variadic holes text[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text[] := array(
        select h.name from unnest(fill.holes) with ordinality as h (name, place) where h.place % 2 = 1 order by h.place);
    v_values text[] := array(
        select h.value from unnest(fill.holes) with ordinality as h (value, place) where h.place % 2 = 0 order by h.place);
    v_found text[] := array(
        select m.hole[1]
        from regexp_matches(fill.template, '[{]([a-z_]+)[}]', 'g') with ordinality as m (hole, place)
        order by m.place);
    v_between text[] := regexp_split_to_array(fill.template, '[{][a-z_]+[}]');
    v_problem text;
begin
    select
        string_agg(
            case
                when f.name is null then format('the template has no {%s}', n.name)
                when n.name is null then format('nothing is given for {%s}', f.name)
            end,
            ', ')
    into v_problem
    from unnest(v_names) as n (name)
    full outer join (select distinct u.name from unnest(v_found) as u (name)) as f on f.name = n.name
    where f.name is null or n.name is null;
    if v_problem is not null or cardinality(fill.holes) % 2 = 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = coalesce('A template cannot be filled: ' || v_problem, 'A hole of a template has no value.');
    end if;
    return (
        select string_agg(b.piece || coalesce(v_values[array_position(v_names, v_found[b.place])], ''), '' order by b.place)
        from unnest(v_between) with ordinality as b (piece, place));
end;
$$;

comment on function tabular_import_engine.fill(text, text[]) is
'A template whose holes are filled: fill(''select {columns} from {source}'', ''columns'', ''a, b'', ''source'', '
'''t''). All at once: what stands in a value is never taken for a hole. NULL fills as the empty text. '
'Raises invalid_parameter_value for a hole without a value and a value without a hole.';
