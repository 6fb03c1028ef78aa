create or replace function tabular_import_private.proposal_sentence(
    title text, entry text, given jsonb, rules jsonb, refused bigint, examples text[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            case
                when proposal_sentence.refused = 1
                    then 'The refused value of %2$s is %3$s: load again with %4$s.'
                else 'All %1$s refused values of %2$s are %3$s: load again with %4$s.'
            end,
            trim(to_char(proposal_sentence.refused, '999,999,999,999,999')),
            proposal_sentence.title,
            tabular_import_private.proposed_kind(
                proposal_sentence.rules, proposal_sentence.examples, proposal_sentence.refused = 1
            ),
            concat_ws(
                ', and with ',
                tabular_import_private.rule_words(nullif(n.rules, '{}')) || ' for this column',
                -- Nothing in the file tells it.
                case
                    when proposal_sentence.rules ? 'century' then tabular_import_private.century_words(
                        proposal_sentence.entry
                    )
                end
            )
        )
    from (
        select coalesce(jsonb_object_agg(r.key, r.value), '{}') as rules
        from jsonb_each(proposal_sentence.rules - 'century') as r
        where proposal_sentence.given -> r.key is distinct from r.value
    ) as n;
end;

comment on function tabular_import_private.proposal_sentence(text, text, jsonb, jsonb, bigint, text[]) is
'What a column''s refused cells are, and the value options with which to load them again. title: the column; entry: '
'its name in option columns; given: its options; refused: how many cells; examples: some of them.';
