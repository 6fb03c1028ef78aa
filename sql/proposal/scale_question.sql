create or replace function tabular_import_private.scale_question(
    title text, entry text, cell text, type_id oid, typmod integer, given jsonb, rule jsonb
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            '%1$s of %2$s may be %3$s, or %4$s with more decimals than %5$s takes. Nothing in the file decides: %6$s '
            'for %3$s, or round the cell.',
            tabular_import_private.quoted_cell(scale_question.cell),
            scale_question.title,
            j.texts[1],
            -- The same digits with their separator before decimals.
            translate(substring(scale_question.cell from '[-+]?[0-9][0-9.,]*'), ',', '.'),
            format_type(scale_question.type_id, scale_question.typmod),
            tabular_import_private.rule_flags(scale_question.entry, scale_question.rule)
        )
    from tabular_import_private.try_cells(
        array[scale_question.cell], scale_question.type_id, scale_question.typmod,
        tabular_import_private.added_rule(scale_question.given, scale_question.rule)
    ) as j;
end;

comment on function tabular_import_private.scale_question(text, text, text, oid, integer, jsonb, jsonb) is
'That the separator of a number may set thousands apart, or stand before more decimals than its column has. title: '
'the column; entry: its name in option columns; given: its options; rule: those that read thousands.';
