create or replace function tabular_import_engine.diagnose_keys(
    plan tabular_import_engine.import_plan, source text, unfit bigint[], rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text;
    v_outcome tabular_import_engine.row_outcome;
    v_fit text := tabular_import_engine.rest_source_sql(diagnose_keys.source, '$1');
    v_rejected bigint[] := diagnose_keys.rejected;
begin
    for v_query in
        select q
        from tabular_import_engine.taken_keys_sql(plan, v_fit) as q
    loop
        for v_outcome in
            select o.*, null::bigint, false, null::text
            from tabular_import_engine.query_outcomes(plan, v_query, diagnose_keys.unfit) as o
        loop
            v_rejected := v_rejected || v_outcome.row_number;
            return next v_outcome;
        end loop;
    end loop;

    -- With one key alone, no row that repeats it could have held another.
    if (plan.diagnosis).has_several_keys then
        v_rejected := v_rejected || tabular_import_engine.key_clashes(plan, v_fit, diagnose_keys.unfit, v_rejected);
    end if;
    -- A row that is bad itself takes no key from the rows behind it, but may repeat that of one before it.
    return query
    select o.*, null::bigint, false, null::text
    from tabular_import_engine.query_outcomes(
        plan, tabular_import_engine.repeated_keys_sql(plan, v_fit, '$2'), diagnose_keys.unfit, v_rejected) as o;
    if cardinality(diagnose_keys.unfit) > 0 then
        return query
        select o.*
        from tabular_import_engine.further_outcomes(
            plan, 'taken_keys_sql',
            array(select q from tabular_import_engine.taken_keys_sql(plan, diagnose_keys.source, '$1') as q),
            diagnose_keys.unfit) as o;
        return query
        select o.*
        from tabular_import_engine.further_outcomes(
            plan, 'bad_repeats_sql',
            array(select q from tabular_import_engine.bad_repeats_sql(plan, diagnose_keys.source, '$1', '$2') as q),
            diagnose_keys.unfit, diagnose_keys.unfit || v_rejected) as o;
    end if;
end;
$$;

comment on function tabular_import_engine.diagnose_keys(
    tabular_import_engine.import_plan, text, bigint[], bigint[]
) is
'Finds the rows whose key is in the table already or repeats that of an earlier good row, as row errors. unfit: '
'rows of which some cells may be no values; rejected: rows that are bad for other reasons. A fallback '
'comes only if there are unfit rows. source: see chunk_source.';
