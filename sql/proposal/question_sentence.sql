create or replace function tabular_import_private.question_sentence(
    title text, cell text, type_id oid, typmod integer, given jsonb, rule jsonb, other jsonb,
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
    return format(
        '%s of %s can be both %s and %s; no value of the column decides: say which with %s or %s for this column.',
        tabular_import_private.quoted_cell(question_sentence.cell), question_sentence.title, v_one, v_other,
        tabular_import_private.rule_words(question_sentence.rule),
        -- What is accepted as it stands has a point before its decimals.
        coalesce(tabular_import_private.rule_words(question_sentence.other), 'decimal_separator=.'));
end;
$$;

comment on function tabular_import_private.question_sentence(text, text, oid, integer, jsonb, jsonb, jsonb, boolean) is
'That a cell can mean two values, and the value options that say which. title: the column; given: its options; rule, '
'other: those that read it so and so, other being NULL for the options given; has_order: other cells of the column '
'decide for rule.';
