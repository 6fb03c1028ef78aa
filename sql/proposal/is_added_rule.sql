create or replace function tabular_import_private.is_added_rule(given jsonb, rule jsonb)
returns boolean
language sql
immutable
security invoker
begin atomic
    select not exists (
        select from jsonb_each(is_added_rule.rule) as r
        where
            is_added_rule.given ? r.key and jsonb_typeof(r.value) <> 'array' and is_added_rule.given -> r.key <> r.value
    )
    and tabular_import_private.added_rule(is_added_rule.given, is_added_rule.rule)
    <> coalesce(is_added_rule.given, '{}')
    -- A word that the user has given a meaning is not given the other one.
    and not exists (
        select
        from tabular_import_private.added_rule(is_added_rule.given, is_added_rule.rule) as a (rule)
        cross join unnest(tabular_import_engine.text_list(a.rule -> 'true_values')) as t (word)
        inner join unnest(tabular_import_engine.text_list(a.rule -> 'false_values')) as f (word)
            on lower(f.word) = lower(t.word)
    );
end;

comment on function tabular_import_private.is_added_rule(jsonb, jsonb) is
'Whether value options say more than those given, and nothing else.';
