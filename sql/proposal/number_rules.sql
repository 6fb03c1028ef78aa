create or replace function tabular_import_private.number_rules(cells text[])
returns jsonb[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_spaces constant text := tabular_import_engine.space_characters();
    v_signs text[];
    v_codes text[];
    v_cores text[];
    v_common jsonb := '{}'::jsonb;
    v_kinds text;
    v_separators jsonb[];
begin
    select
        array_agg(distinct n.sign order by n.sign) filter (where n.sign is not null),
        array_agg(distinct n.code order by n.code) filter (where n.code is not null),
        array_agg(distinct n.core)
    into v_signs, v_codes, v_cores
    from unnest(number_rules.cells) as c (value)
    cross join lateral tabular_import_private.without_currency(c.value) as n (core, sign, code);

    if v_codes is not null then
        v_common := v_common || jsonb_build_object('currency', v_signs);
    end if;
    if exists (select from unnest(v_cores) as c (core) where c.core ~ '%$') then
        v_common := v_common || '{"percent": "number"}';
    end if;
    if exists (select from unnest(v_cores) as c (core) where c.core ~ '^[(].*[)]$') then
        v_common := v_common || '{"parentheses": "negative"}';
    end if;
    -- Two currencies are two things. Where something else stands beside the digits, no rule helps.
    if cardinality(v_codes) > 1 or exists (
        select from unnest(v_cores) as c (core)
        where c.core !~ '[0-9]' or translate(c.core, '0123456789+-(),.%''' || c_spaces, '') <> ''
    ) then
        return '{}';
    end if;

    select concat(
        case when bool_or(strpos(c.core, ',') > 0) then ',' end,
        case when bool_or(strpos(c.core, '.') > 0) then '.' end,
        case when bool_or(strpos(c.core, '''') > 0) then '''' end,
        case when bool_or(translate(b.digits, c_spaces, '') <> b.digits) then ' ' end)
    into v_kinds
    from unnest(v_cores) as c (core)
    cross join lateral (select btrim(c.core, '+-()%' || c_spaces)) as b (digits);
    v_separators := case v_kinds
        when '' then array['{}']
        when ',' then array[
            '{"decimal_separator": ","}', '{"thousands_separator": ","}',
            '{"decimal_separator": ",", "thousands_separator": "."}']
        when '.' then array['{}', '{"decimal_separator": ",", "thousands_separator": "."}']
        when ',.' then array['{"decimal_separator": ",", "thousands_separator": "."}', '{"thousands_separator": ","}']
        when ' ' then array['{"thousands_separator": " "}', '{"decimal_separator": ",", "thousands_separator": " "}']
        when ', ' then array['{"decimal_separator": ",", "thousands_separator": " "}']
        when '. ' then array['{"thousands_separator": " "}']
        when '''' then array['{"thousands_separator": "''"}', '{"decimal_separator": ",", "thousands_separator": "''"}']
        when ',''' then array['{"decimal_separator": ",", "thousands_separator": "''"}']
        when '.''' then array['{"thousands_separator": "''"}']
        else '{}'
    end::jsonb[];
    return array(
        select v_common || s.separators || p.percent
        from unnest(v_separators) with ordinality as s (separators, position)
        cross join (values ('{}'::jsonb, 1), ('{"percent": "fraction"}', 2)) as p (percent, number)
        where p.number = 1 or v_common ? 'percent'
        order by p.number, s.position);
end;
$$;

comment on function tabular_import_private.number_rules(text[]) is
'Value options, simple ones first, under which all the cells may be numbers: by the separators, signs and currencies '
'that stand in them.';
