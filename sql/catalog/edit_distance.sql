create or replace function tabular_import_engine.edit_distance(one text, other text)
returns integer
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_one text[] := regexp_split_to_array(edit_distance.one, '');
    v_other text[] := regexp_split_to_array(edit_distance.other, '');
    v_before integer[];
    v_last integer[];
    v_row integer[];
    v_cost integer;
begin
    if edit_distance.one = '' or edit_distance.other = '' then
        return greatest(length(edit_distance.one), length(edit_distance.other));
    end if;
    v_last := array(select n.n from generate_series(0, cardinality(v_other)) as n (n));
    for v_i in 1..cardinality(v_one) loop
        v_row := array[v_i];
        for v_j in 1..cardinality(v_other) loop
            v_cost := least(
                v_row[v_j] + 1, v_last[v_j + 1] + 1,
                v_last[v_j] + case when v_one[v_i] = v_other[v_j] then 0 else 1 end);
            if v_i > 1 and v_j > 1 and v_one[v_i] = v_other[v_j - 1] and v_one[v_i - 1] = v_other[v_j] then
                v_cost := least(v_cost, v_before[v_j - 1] + 1);
            end if;
            v_row := v_row || v_cost;
        end loop;
        v_before := v_last;
        v_last := v_row;
    end loop;
    return v_last[cardinality(v_last)];
end;
$$;

comment on function tabular_import_engine.edit_distance(text, text) is
'How many characters have to be added, removed, changed or swapped with their neighbour to make one text the other. '
'Takes time by the product of their lengths.';
