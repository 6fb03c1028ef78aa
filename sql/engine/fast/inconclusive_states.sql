create or replace function tabular_import_engine.inconclusive_states(plan tabular_import_engine.import_plan)
returns text[]
language sql
stable
security invoker
begin atomic
    -- PostgreSQL checks row security first, then checks, indexes and, by triggers, references.
    select case
        when
            row_security_active((inconclusive_states.plan).table_id)
            or (
                select count(*) from pg_constraint as k
                where
                    k.conrelid = (inconclusive_states.plan).table_id and k.contype = 'c'
                    and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
            ) > (select count(*) from tabular_import_engine.broken_checks_sql(inconclusive_states.plan, ''))
            then array['23514', '23505', '23503']
        when tabular_import_engine.has_special_index(inconclusive_states.plan) then array['23505', '23503']
        when
            exists (
                select from pg_trigger as t
                left join pg_constraint as k on k.oid = t.tgconstraint
                where
                    t.tgrelid = (inconclusive_states.plan).table_id and t.tgtype & 4 = 4
                    and (k.contype is distinct from 'f' or not t.tgisinternal)
            )
            or (
                select count(*) from tabular_import_engine.checked_references((inconclusive_states.plan).table_id)
            ) > (select count(*) from tabular_import_engine.dangling_references_sql(inconclusive_states.plan, ''))
            then array['23503']
        else '{}'
    end;
end;

comment on function tabular_import_engine.inconclusive_states(tabular_import_engine.import_plan) is
'The SQLSTATEs which, found by a query, may not be all that PostgreSQL has to say of a row: something that no '
'query judges is checked before.';
