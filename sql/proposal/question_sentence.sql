create or replace function tabular_import_private.question_sentence(
    title text, entry text, cell text, type_id oid, typmod integer, given jsonb, rule jsonb, other jsonb,
    has_order boolean default false
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_one text := (tabular_import_private.try_cells(
        array[question_sentence.cell], question_sentence.type_id, question_sentence.typmod,
        tabular_import_private.added_rule(question_sentence.given, question_sentence.rule))).texts[1];
    v_other text := (tabular_import_private.try_cells(
        array[question_sentence.cell], question_sentence.type_id, question_sentence.typmod,
        tabular_import_private.added_rule(question_sentence.given, question_sentence.other))).texts[1];
begin
    if question_sentence.has_order then
        return format(
            '%s of %s can be both %s and %s, and no date that is written with the same signs decides: if the column '
            'has one order, load again with %s for this column.',
            tabular_import_private.quoted_cell(question_sentence.cell), question_sentence.title, v_one, v_other,
            tabular_import_private.rule_words(question_sentence.rule));
    end if;
    if question_sentence.other is null then
        return format(
            '%1$s of %2$s can be both %3$s and %4$s, and the refused values of the column leave only %3$s: %5$s if it '
            'means that; otherwise correct the cell.',
            tabular_import_private.quoted_cell(question_sentence.cell), question_sentence.title, v_one, v_other,
            tabular_import_private.rule_flags(question_sentence.entry, question_sentence.rule));
    end if;
    return format(
        case
            when question_sentence.rule ? 'date_order' then
                '%1$s of %2$s can be both %3$s and %4$s; no value of the column decides. %5$s first: %6$s; %7$s first: '
                '%8$s.%9$s'
            else '%1$s of %2$s can be both %3$s and %4$s; no value of the column decides: %6$s for %3$s, %8$s for %4$s.'
        end,
        tabular_import_private.quoted_cell(question_sentence.cell), question_sentence.title, v_one, v_other,
        case left(question_sentence.rule ->> 'date_order', 1) when 'D' then 'Day' when 'M' then 'Month' else 'Year' end,
        tabular_import_private.rule_flags(question_sentence.entry, question_sentence.rule - 'century'),
        case left(question_sentence.other ->> 'date_order', 1)
            when 'D' then 'day' when 'M' then 'month' else 'year'
        end,
        tabular_import_private.rule_flags(question_sentence.entry, question_sentence.other - 'century'),
        ' Add ' || case
            when question_sentence.rule ? 'century' or question_sentence.other ? 'century'
                then tabular_import_private.century_words(question_sentence.entry) || '.'
        end);
end;
$$;

comment on function tabular_import_private.question_sentence(
    text, text, text, oid, integer, jsonb, jsonb, jsonb, boolean
) is
'That a cell can mean two values, and the value options that say which. title: the column; entry: its name in option '
'columns; given: its options; rule, other: those that read it so and so, other being NULL for the options given; '
'has_order: other cells of the column decide for rule.';
