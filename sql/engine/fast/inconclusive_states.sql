create or replace function tabular_import_engine.inconclusive_states(traits tabular_import_engine.diagnosis_traits)
returns text[]
language sql
immutable
security invoker
begin atomic
    -- PostgreSQL checks row security first, then checks, indexes and, by triggers, references.
    select case
        when (inconclusive_states.traits).has_row_security or (inconclusive_states.traits).has_unjudged_check
            then array['23514', '23505', '23503']
        when (inconclusive_states.traits).has_special_index then array['23505', '23503']
        when (inconclusive_states.traits).has_unjudged_trigger or (inconclusive_states.traits).has_unjudged_reference
            then array['23503']
        else '{}'
    end;
end;

comment on function tabular_import_engine.inconclusive_states(tabular_import_engine.diagnosis_traits) is
'The SQLSTATEs which, found by a query, may not be all that PostgreSQL has to say of a row: something that no '
'query judges is checked before.';
