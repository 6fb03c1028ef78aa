create or replace function tabular_import_private.column_proposal(
    source text, cell text, type_id oid, typmod integer, may_be_null boolean, given jsonb, is_typed boolean, title text,
    entry text, other_signs text, place text,
    out rule jsonb, out sentence text, out refused bigint
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    -- So many cells tell which rules may fit.
    c_told constant integer := 200;
    v_is_number constant boolean := column_proposal.type_id = any(c_numbers);
    v_given constant jsonb := coalesce(column_proposal.given, '{}') - 'asked_separator';
    v_is_whole boolean;
    v_is_decided boolean;
    v_sign text;
    v_kinds record;
    v_before record;
    v_refused record;
    v_seen record;
    v_candidates jsonb[];
    v_rules jsonb[];
    v_chosen record;
    v_other record;
    v_place integer;
    v_doubt record;
begin
    select k.* into v_kinds
    from tabular_import_private.cell_kinds(column_proposal.source, column_proposal.cell, column_proposal.type_id) as k;
    if v_kinds.cells is null then
        return;
    end if;
    select j.* into v_before
    from tabular_import_private.try_cells(
        v_kinds.cells, column_proposal.type_id, column_proposal.typmod, v_given) as j;
    select
        array_agg(k.cell order by k.n) as cells,
        sum(k.count) as count,
        min(k.n) as first
    into v_refused
    from unnest(v_kinds.cells, v_kinds.counts, v_before.is_bad) with ordinality as k (cell, count, is_bad, n)
    where k.is_bad;
    if v_refused.cells is null then
        return;
    end if;
    refused := v_refused.count;
    select e.* into v_seen
    from tabular_import_private.number_evidence(
        v_kinds.cells, v_before.is_bad, v_is_number and column_proposal.is_typed) as e;

    v_candidates := array(
        select c.rule
        from unnest(tabular_import_private.candidate_rules(
            column_proposal.type_id, v_refused.cells[:c_told], column_proposal.may_be_null))
            with ordinality as c (rule, n)
        where not v_is_number or tabular_import_private.is_evident(
            c.rule, v_seen.points, v_seen.accepted, v_seen.plain, v_seen.decisive)
        order by c.n);
    v_rules := tabular_import_private.fitting_rules(
        v_candidates, v_given, column_proposal.type_id, column_proposal.typmod, v_kinds.cells, v_refused.cells,
        v_seen.is_exempt);
    if v_rules = '{}' then
        if v_is_number then
            sentence := tabular_import_private.currencies_sentence(v_refused.cells[:c_told], column_proposal.title);
        end if;
        sentence := coalesce(sentence, tabular_import_private.partial_sentence(
            column_proposal.source, column_proposal.cell, column_proposal.place, column_proposal.title,
            column_proposal.entry, column_proposal.type_id, column_proposal.typmod, v_given, v_kinds.cells,
            v_kinds.counts, v_kinds.places, v_before.is_bad, v_seen.decisive));
        return;
    end if;

    -- Where two rules read a cell as two values it is a question, and where one reads an accepted cell as another value
    -- than before, unless a cell with two separators shows which is which.
    select j.* into v_chosen
    from tabular_import_private.try_cells(
        v_kinds.cells, column_proposal.type_id, column_proposal.typmod,
        tabular_import_private.added_rule(v_given, v_rules[1])) as j;
    v_sign := v_rules[1] ->> 'thousands_separator';
    v_is_whole := column_proposal.type_id = any(array['int2', 'int4', 'int8']::regtype[])
        or column_proposal.type_id = 'numeric'::regtype and column_proposal.typmod >= 0
        and (column_proposal.typmod - 4) & 2047 = 0;
    -- 2.500 is no whole number unless its point sets thousands apart, or other columns have decimal points.
    v_is_decided := v_is_number and (
        v_seen.decisive > 0
        or v_is_whole and v_seen.whole > 0
        and coalesce(strpos(column_proposal.other_signs, v_sign) = 0, true));
    for v_n in case when v_is_decided then 2 else 1 end..cardinality(v_rules) loop
        v_other := v_before;
        if v_n > 1 then
            select j.* into v_other
            from tabular_import_private.try_cells(
                v_kinds.cells, column_proposal.type_id, column_proposal.typmod,
                tabular_import_private.added_rule(v_given, v_rules[v_n])) as j;
        end if;
        v_place := tabular_import_private.first_difference(
            column_proposal.type_id, v_chosen.texts, v_other.texts,
            array(
                select b.one or b.other or b.is_exempt
                from unnest(v_chosen.is_bad, v_other.is_bad, v_seen.is_exempt)
                    with ordinality as b (one, other, is_exempt, n)
                order by b.n));
        if v_place is not null then
            sentence := tabular_import_private.question_sentence(
                column_proposal.title, column_proposal.entry,
                tabular_import_private.cell_at(
                    column_proposal.source, column_proposal.cell, v_kinds.places[v_place]),
                column_proposal.type_id, column_proposal.typmod, v_given, v_rules[1],
                case when v_n > 1 then v_rules[v_n] end);
            return;
        end if;
    end loop;
    if v_sign in ('.', ',') and not v_is_decided and not (v_sign = ',' and v_seen.points > 0) then
        sentence := tabular_import_private.scale_question(
            column_proposal.title, column_proposal.entry,
            tabular_import_private.cell_at(
                column_proposal.source, column_proposal.cell, v_kinds.places[v_refused.first]),
            column_proposal.type_id, column_proposal.typmod, v_given, v_rules[1]);
        return;
    end if;
    select d.* into v_doubt
    from tabular_import_private.date_doubt(
        v_kinds.cells, column_proposal.type_id, column_proposal.typmod, v_given, v_rules[1], v_chosen.texts) as d;
    if v_doubt.place is not null then
        sentence := tabular_import_private.question_sentence(
            column_proposal.title, column_proposal.entry,
            tabular_import_private.cell_at(
                column_proposal.source, column_proposal.cell, v_kinds.places[v_doubt.place]),
            column_proposal.type_id, column_proposal.typmod, v_given, v_rules[1], v_doubt.other, true);
        return;
    end if;
    rule := v_rules[1];
    sentence := tabular_import_private.proposal_sentence(
        column_proposal.title, column_proposal.entry, v_given, rule, refused,
        tabular_import_private.cell_at(column_proposal.source, column_proposal.cell, v_kinds.places[v_refused.first])
        || v_refused.cells[:c_told]);
    -- Nothing in the file tells it.
    if not v_given ? 'century' then
        rule := rule - 'century';
        if v_given @> rule then
            rule := null;
        end if;
    end if;
end;
$$;

comment on function tabular_import_private.column_proposal(
    text, text, oid, integer, boolean, jsonb, boolean, text, text, text, text
) is
'Under which value options every refused cell of a column is a value, if that is certain. source: SQL for a relation '
'with row_number, read_error and cells; cell: the name of the column''s cells in it; type_id: no domain; given: the '
'column''s options as they are; is_typed: numbers of the file may be numbers; title: the column as sentences call it; '
'entry: its name in option columns; other_signs: those that stand before decimals in other columns; '
'place: line or row. '
'Returns rule, to be added to the options given, or NULL, sentence, for the hint, and refused, how many cells are.';
