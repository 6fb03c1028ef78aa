create or replace function tabular_import_private.candidate_rules(type_id oid, refused text[], may_be_null boolean)
returns jsonb[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    c_days constant regtype[] := array['date', 'timestamp', 'timestamptz']::regtype[];
    c_spaces constant text := tabular_import_engine.space_characters();
    v_markers text[] := array(
        select distinct r.value
        from unnest(candidate_rules.refused) as r (value)
        inner join unnest(tabular_import_private.null_markers()) as m (word) on m.word = btrim(r.value, c_spaces)
        where candidate_rules.may_be_null);
    v_rest text[] := candidate_rules.refused;
    v_common jsonb[] := array['{}'::jsonb];
    v_rules jsonb[] := '{}';
    v_found jsonb[];
begin
    -- Two of them may mean two things.
    if cardinality(v_markers) = 1 then
        v_rest := array_remove(v_rest, v_markers[1]);
        v_common := array[jsonb_build_object('null_values', v_markers)];
        if v_rest = '{}' then
            return v_common;
        end if;
    end if;
    if exists (select from unnest(v_rest) as r (value) where btrim(r.value, c_spaces) <> r.value) then
        v_common := v_common || (v_common[1] || '{"trim": true}');
        v_rest := array(select distinct btrim(r.value, c_spaces) from unnest(v_rest) as r (value));
        v_rules := array['{}'::jsonb];
    end if;

    if candidate_rules.type_id = 'bool'::regtype then
        v_rules := v_rules || tabular_import_private.answer_rules(v_rest);
    elsif candidate_rules.type_id = any(c_days) then
        if not exists (select from unnest(v_rest) as r (value) where r.value !~ '[0-9]') then
            -- Where all of them read the same, the one is told that looks right.
            v_rules := v_rules || array(
                select jsonb_build_object('date_order', o.date_order)
                from unnest(
                    case
                        when exists (select from unnest(v_rest) as r (value) where r.value ~ '^[0-9]{4}')
                            then array['YMD', 'DMY', 'MDY']
                        else array['DMY', 'MDY', 'YMD']
                    end
                ) with ordinality as o (date_order, n)
                order by o.n);
        end if;
    elsif candidate_rules.type_id = any(c_numbers) then
        v_rules := v_rules || tabular_import_private.number_rules(v_rest);
    elsif exists (select from pg_type as t where t.oid = candidate_rules.type_id and t.typtype = 'e') then
        v_rules := v_rules || '{"ignore_case": true}'::jsonb;
    end if;
    v_found := array(
        select c.common || r.rule
        from unnest(v_rules) with ordinality as r (rule, position)
        cross join unnest(v_common) with ordinality as c (common, number)
        where c.common || r.rule <> '{}'
        order by c.number, r.position);
    return v_found;
end;
$$;

comment on function tabular_import_private.candidate_rules(oid, text[], boolean) is
'Value options, simple ones first, under which the refused cells of a column may be values of its type; none is '
'proved. type_id: no domain; refused: some of the cells; may_be_null: an empty cell is no error.';
