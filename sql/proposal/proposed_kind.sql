create or replace function tabular_import_private.proposed_kind(rules jsonb, examples text[], is_one boolean)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_markers text[] := array(
        select jsonb_array_elements_text(proposed_kind.rules -> 'null_values'));
    v_rest jsonb := proposed_kind.rules - array['null_values'];
    v_cells text[] := array(
        select e.value from unnest(proposed_kind.examples) with ordinality as e (value, n)
        where btrim(e.value) <> all(v_markers)
        order by e.n);
    v_cell text := v_cells[1];
    v_parts text[];
    v_what text[] := '{}';
    v_year text := case when proposed_kind.rules ? 'century' then 'YY' else 'YYYY' end;
begin
    if v_rest ? 'date_order' then
        v_parts := regexp_match(v_cell, '^ *[0-9]{1,4}([-./ ] *)[0-9]{1,2}([-./ ] *)[0-9]{2,4}(.*)$');
        v_what := v_what || case
            when v_parts is null then
                format(case when proposed_kind.is_one then 'a date, %s' else 'dates such as %s' end,
                    tabular_import_private.quoted_cell(v_cell))
            else format(
                case when proposed_kind.is_one then 'a date as %s%s' else 'dates as %s%s' end,
                case v_rest ->> 'date_order'
                    when 'DMY' then concat('DD', v_parts[1], 'MM', v_parts[2], v_year)
                    when 'MDY' then concat('MM', v_parts[1], 'DD', v_parts[2], v_year)
                    else concat(v_year, v_parts[1], 'MM', v_parts[2], 'DD')
                end,
                case when v_parts[3] ~ '[0-9]' then ' with a time' else '' end)
        end;
    elsif v_rest ? 'true_values' then
        v_what := v_what || (
            select array_agg(tabular_import_private.quoted_cell(w.word) order by w.place)
            from (
                select c.value as word, min(c.place) as place
                from unnest(v_cells) with ordinality as c (value, place)
                group by c.value) as w);
    elsif v_rest ? 'ignore_case' then
        v_what := v_what || case
            when proposed_kind.is_one then 'a value of its type but for capital and small letters'
            else 'values of its type but for capital and small letters'
        end;
    elsif v_rest <> '{}' and v_rest <> '{"trim": true}' then
        v_what := v_what || format(
            case when proposed_kind.is_one then 'a number, %s' else 'numbers such as %s' end,
            tabular_import_private.quoted_cell(v_cell));
    elsif v_rest <> '{}' then
        v_what := v_what || (case when proposed_kind.is_one then 'a value' else 'values' end || ' with spaces around');
    end if;
    v_what := v_what || array(select tabular_import_private.quoted_cell(m.word) from unnest(v_markers) as m (word));
    return case
        when cardinality(v_what) > 1
            then array_to_string(v_what[:cardinality(v_what) - 1], ', ') || ' or ' || v_what[cardinality(v_what)]
        else v_what[1]
    end;
end;
$$;

comment on function tabular_import_private.proposed_kind(jsonb, text[], boolean) is
'What refused cells are under value options: dates as DD.MM.YYYY. examples: some of them; is_one: there is one.';
