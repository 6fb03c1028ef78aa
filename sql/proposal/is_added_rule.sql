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
    <> coalesce(is_added_rule.given, '{}');
end;

comment on function tabular_import_private.is_added_rule(jsonb, jsonb) is
'Whether value options say more than those given, and nothing else.';
