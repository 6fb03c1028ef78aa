create or replace function tabular_import_private.added_rule(given jsonb, rule jsonb)
returns jsonb
language sql
immutable
security invoker
begin atomic
    select coalesce(added_rule.given, '{}') || coalesce(
        (
            select
                jsonb_object_agg(
                    r.key,
                    case
                        when jsonb_typeof(r.value) = 'array' and added_rule.given ? r.key
                            then (
                                select jsonb_agg(distinct e.word)
                                from jsonb_array_elements(
                                    case jsonb_typeof(added_rule.given -> r.key)
                                        when 'array' then added_rule.given -> r.key
                                        else jsonb_build_array(added_rule.given -> r.key)
                                    end || r.value
                                ) as e (word)
                            )
                        else r.value
                    end
                )
            from jsonb_each(added_rule.rule) as r
        ), '{}'
    );
end;

comment on function tabular_import_private.added_rule(jsonb, jsonb) is
'Value options with others added: words are added to the words of a list.';
