create or replace function tabular_import_engine.table_constraints(table_id oid)
returns table (
    constraint_id oid,
    name text,
    kind text,
    column_numbers smallint[],
    referred_table_id oid,
    referred_numbers smallint[],
    is_simple_match boolean,
    is_part boolean,
    is_enforced boolean,
    has_period boolean
)
language sql
stable
security invoker
begin atomic
    select
        k.oid as constraint_id,
        k.conname::text as name,
        case k.contype
            when 'c' then 'check'
            when 'f' then 'reference'
            when 'p' then 'primary key'
            when 'u' then 'unique'
            when 'x' then 'exclusion'
            when 't' then 'trigger'
            when 'n' then 'not null'
        end as kind,
        k.conkey as column_numbers,
        k.confrelid as referred_table_id,
        k.confkey as referred_numbers,
        k.confmatchtype = 's' as is_simple_match,
        k.conparentid <> 0 as is_part,
        -- Columns of PostgreSQL 18.
        coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) as is_enforced,
        coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as has_period
    from pg_constraint as k
    where k.conrelid = table_constraints.table_id;
end;

comment on function tabular_import_engine.table_constraints(oid) is
'The constraints of a table. kind: check, reference, primary key, unique, exclusion, trigger or not null; is_part: of '
'one of another table, as a reference to a partitioned table has one more for each partition; is_enforced: PostgreSQL '
'checks it; has_period: of the last column all ranges count together.';
