create or replace function tabular_import_engine.fill(template text, variadic holes text[])
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A loop of plain expressions: what small jobs need is filled several times for each.
    v_holes text[] := fill.holes;
    v_pieces text[] := string_to_array(fill.template, '{');
    v_filled text[] := v_pieces[1:1];
    v_is_used boolean[] := array_fill(false, array[cardinality(fill.holes)]);
    v_unknown text[] := '{}';
    v_piece text;
    v_name text;
    v_at integer;
    v_problem text;
begin
    for n in 2..cardinality(v_pieces) loop
        v_piece := v_pieces[n];
        v_name := substring(v_piece, '^([a-z_]+)[}]');
        if v_name is null then
            v_filled := v_filled || ('{' || v_piece);
            continue;
        end if;
        -- Names stand at odd places, values at even ones.
        v_at := array_position(v_holes, v_name);
        while v_at % 2 = 0 loop
            v_at := array_position(v_holes, v_name, v_at + 1);
        end loop;
        if v_at is null then
            v_unknown := v_unknown || v_name;
            continue;
        end if;
        v_is_used[v_at] := true;
        v_filled := v_filled || (coalesce(v_holes[v_at + 1], '') || substr(v_piece, length(v_name) + 2));
    end loop;
    for n in 1..cardinality(v_holes) by 2 loop
        if not v_is_used[n] then
            v_problem := concat_ws(', ', v_problem, format('the template has no {%s}', v_holes[n]));
        end if;
    end loop;
    for n in 1..cardinality(v_unknown) loop
        v_problem := concat_ws(', ', v_problem, format('nothing is given for {%s}', v_unknown[n]));
    end loop;
    if v_problem is not null or cardinality(v_holes) % 2 = 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = coalesce('A template cannot be filled: ' || v_problem, 'A hole of a template has no value.');
    end if;
    return array_to_string(v_filled, '');
end;
$$;

comment on function tabular_import_engine.fill(text, text[]) is
'A template whose holes are filled: fill(''select {columns} from {source}'', ''columns'', ''a, b'', ''source'', '
'''t''). All at once: what stands in a value is never taken for a hole. NULL fills as the empty text. '
'Raises invalid_parameter_value for a hole without a value and a value without a hole.';
