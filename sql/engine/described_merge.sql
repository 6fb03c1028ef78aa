create or replace function tabular_import_engine.described_merge(
    plan tabular_import_engine.import_plan, source text
)
returns table (name text, statement text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan tabular_import_engine.import_plan := plan;
    v_key text[];
    v_statements tabular_import_engine.merge_statements;
    v_absent tabular_import_engine.absent_statements;
begin
    v_plan.options := plan.options || '{"mode": "sync"}';
    if (
        select p.message
        from tabular_import_engine.merge_problem(
            plan.table_id, array_remove(plan.header, null), quote_ident(current_user)::regrole,
            jsonb_set(v_plan.options, '{mode}', '"upsert"')) as p
    ) is not null then
        return;
    end if;
    v_key := (select m.columns from tabular_import_engine.merge_key(plan.table_id, v_plan.options) as m);
    v_plan.default_positions := array(
        select d.position
        from unnest(plan.default_positions) as d (position)
        where plan.header[d.position] <> all(v_key)
        order by d.position);
    v_statements := tabular_import_engine.merge_sql(v_plan, described_merge.source);
    v_absent := tabular_import_engine.absent_sql(v_plan, described_merge.source);
    return query
    select
        s.name,
        -- Of all rows: their numbers are a parameter, and so are the places of absent ones.
        replace(
            replace(
                replace(s.statement, '$2 is null', 'true'),
                'any($2)', 'any(''{}''::bigint[])'),
            'any($1::tid[])', 'any(''{}''::tid[])')
    from (values
        ('merge classify', v_statements.classify),
        ('merge lock', v_statements.lock),
        ('merge update', v_statements.update),
        ('merge insert', v_statements.insert),
        ('merge bad keys', tabular_import_engine.merge_keys_sql(v_plan, described_merge.source)),
        ('sync lock', v_absent.lock),
        ('sync delete', v_absent.delete)
    ) as s (name, statement)
    union all
    select 'sync referred', q
    from unnest(v_absent.referred) as q;
end;
$$;

comment on function tabular_import_engine.described_merge(tabular_import_engine.import_plan, text) is
'The statements that merge rows into those of the table by its identity, for describe_import: none where the caller '
'may not, or the table or the header has no key. source: see good_source_sql.';
