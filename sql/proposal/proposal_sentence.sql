create or replace function tabular_import_private.proposal_sentence(
    title text, rules jsonb, refused bigint, examples text[]
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_markers text[] := array(
        select jsonb_array_elements_text(proposal_sentence.rules -> 'null_values'));
    v_rest jsonb := proposal_sentence.rules - array['null_values'];
    v_cells text[] := array(
        select e.value from unnest(proposal_sentence.examples) with ordinality as e (value, n)
        where btrim(e.value) <> all(v_markers)
        order by e.n);
    v_is_one boolean := proposal_sentence.refused = 1;
    v_cell text := v_cells[1];
    v_parts text[];
    v_what text[] := '{}';
    v_year text := case when proposal_sentence.rules ? 'century' then 'YY' else 'YYYY' end;
begin
    if v_rest ? 'date_order' then
        v_parts := regexp_match(v_cell, '^ *[0-9]{1,4}([-./ ] *)[0-9]{1,2}([-./ ] *)[0-9]{2,4}(.*)$');
        v_what := v_what || case
            when v_parts is null then
                format(case when v_is_one then 'a date, %s' else 'dates such as %s' end,
                    tabular_import_private.quoted_cell(v_cell))
            else format(
                case when v_is_one then 'a date as %s%s' else 'dates as %s%s' end,
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
            when v_is_one then 'a value of its type but for capital and small letters'
            else 'values of its type but for capital and small letters'
        end;
    elsif v_rest <> '{}' and v_rest <> '{"trim": true}' then
        v_what := v_what || format(
            case when v_is_one then 'a number, %s' else 'numbers such as %s' end,
            tabular_import_private.quoted_cell(v_cell));
    elsif v_rest <> '{}' then
        v_what := v_what || (case when v_is_one then 'a value' else 'values' end || ' with spaces around');
    end if;
    v_what := v_what || array(select tabular_import_private.quoted_cell(m.word) from unnest(v_markers) as m (word));
    return format(
        case
            when v_is_one then 'The refused value of %2$s is %3$s: load again with %4$s for this column%5$s.'
            else 'All %1$s refused values of %2$s are %3$s: load again with %4$s for this column%5$s.'
        end,
        trim(to_char(proposal_sentence.refused, '999,999,999,999,999')), proposal_sentence.title,
        case
            when cardinality(v_what) > 1
                then array_to_string(v_what[:cardinality(v_what) - 1], ', ') || ' or ' || v_what[cardinality(v_what)]
            else v_what[1]
        end,
        tabular_import_private.rule_words(proposal_sentence.rules - 'century'),
        -- Nothing in the file tells it.
        case
            when proposal_sentence.rules ? 'century' then
                ', and with option century, the first of the hundred years that two digits mean, such as century=1950 '
                'for 1950 to 2049'
        end);
end;
$$;

comment on function tabular_import_private.proposal_sentence(text, jsonb, bigint, text[]) is
'What a column''s refused cells are, and the value options with which to load them again. title: the column; refused: '
'how many cells; examples: some of them.';
