create or replace function tabular_import_private.partial_sentence(
    source text, cell text, place text, title text, entry text, type_id oid, typmod integer, given jsonb,
    cells text[], counts bigint[], places bigint[], was_bad boolean[], decisive bigint
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    v_is_number constant boolean := partial_sentence.type_id = any(c_numbers);
    v_refused bigint;
    v_told text[];
    v_rule jsonb;
    v_tried record;
    v_counted record;
    v_chosen record;
    v_line bigint;
begin
    select
        sum(k.count),
        tabular_import_private.readable_cells(array_agg(k.cell order by k.n), partial_sentence.type_id)
    into v_refused, v_told
    from unnest(partial_sentence.cells, partial_sentence.counts, partial_sentence.was_bad)
        with ordinality as k (cell, count, is_bad, n)
    where k.is_bad;
    if v_refused < 3 or v_told is null then
        return null;
    end if;
    select null::jsonb as rule into v_chosen;
    foreach v_rule in array tabular_import_private.candidate_rules(partial_sentence.type_id, v_told, false) loop
        continue when not tabular_import_private.is_added_rule(partial_sentence.given, v_rule)
            or v_is_number and partial_sentence.decisive = 0 and v_rule ->> 'thousands_separator' in ('.', ',');
        select t.is_bad, t.texts into v_tried
        from tabular_import_private.try_cells(
            partial_sentence.cells, partial_sentence.type_id, partial_sentence.typmod,
            tabular_import_private.added_rule(partial_sentence.given, v_rule)) as t;
        select
            coalesce(sum(k.count) filter (where k.was_bad and not k.is_bad), 0) as fits,
            coalesce(bool_or(not k.was_bad and (k.is_bad or k.value <> k.cell)), false) as is_changed,
            min(k.place) filter (where k.was_bad and k.is_bad) as odd,
            (array_agg(k.cell order by k.place) filter (where k.was_bad and not k.is_bad))[:200] as examples
        into v_counted
        from unnest(
            partial_sentence.cells, partial_sentence.counts, partial_sentence.places, partial_sentence.was_bad,
            v_tried.is_bad, v_tried.texts) as k (cell, count, place, was_bad, is_bad, value);
        continue when v_counted.is_changed or v_counted.fits < 2
            or v_counted.fits * 10 < v_refused * 9 and v_refused - v_counted.fits > 1;
        -- Two that would do are a question that no cell answers.
        if v_chosen.rule is not null then
            return null;
        end if;
        select v_rule as rule, v_counted.fits, v_counted.odd, v_counted.examples into v_chosen;
    end loop;
    if v_chosen.rule is null then
        return null;
    end if;
    execute format('select s.line_number from %s as s where s.row_number = $1 limit 1', partial_sentence.source)
    into v_line
    using v_chosen.odd;
    return format(
        case
            when v_refused - v_chosen.fits = 1 then
                '%1$s of %2$s refused values of %3$s are %4$s; %5$s %6$s, %7$s, is not. Correct it, then load '
                'with %8$s.'
            else
                '%1$s of %2$s refused values of %3$s are %4$s; %9$s are not, the first is %7$s in %5$s %6$s. Correct '
                'them, then load with %8$s.'
        end,
        trim(to_char(v_chosen.fits, '999,999,999,999')), trim(to_char(v_refused, '999,999,999,999')),
        partial_sentence.title,
        tabular_import_private.proposed_kind(v_chosen.rule, v_chosen.examples, false),
        partial_sentence.place, v_line,
        tabular_import_private.quoted_cell(
            tabular_import_private.cell_at(partial_sentence.source, partial_sentence.cell, v_chosen.odd)),
        tabular_import_private.rule_flags(partial_sentence.entry, v_chosen.rule),
        trim(to_char(v_refused - v_chosen.fits, '999,999,999,999')));
end;
$$;

comment on function tabular_import_private.partial_sentence(
    text, text, text, text, text, oid, integer, jsonb, text[], bigint[], bigint[], boolean[], bigint
) is
'That nearly all refused cells of a column have one rule, and which do not; NULL where they have none. place: line or '
'row; cells, counts, places: see cell_kinds; was_bad: which are refused; decisive: see number_evidence; the others: '
'see column_proposal.';
