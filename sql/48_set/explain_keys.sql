create or replace function tabular_import_engine.explain_keys(
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
    v_fit text := tabular_import_engine.good_source(explain_keys.source, explain_keys.unfit);
    v_rejected bigint[] := explain_keys.rejected;
    v_found bigint[] := '{}';
    v_said text[] := '{}';
    v_known integer := 0;
    v_is_settled boolean := false;
    v_keys bigint := (select count(*) from tabular_import_engine.unique_keys(plan));
begin
    for v_query in
        select q
        from tabular_import_engine.taken_key_queries(plan, v_fit) as q
    loop
        for v_outcome in
            select o.* from tabular_import_engine.query_outcomes(v_query, plan.search_path) as o
        loop
            v_rejected := v_rejected || v_outcome.row_number;
            return next v_outcome;
        end loop;
    end loop;

    -- A row that is bad itself takes no key from the rows behind it, but may repeat that of one before it.
    loop
        for v_outcome in
            select o.*
            from tabular_import_engine.query_outcomes(
                tabular_import_engine.repeated_keys_query(
                    plan, v_fit, v_rejected, of_bad => v_keys = 1 or v_is_settled, said_rows => v_found,
                    said_keys => v_said),
                plan.search_path) as o
        loop
            v_found := v_found || v_outcome.row_number;
            v_said := v_said || v_outcome.constraint_name;
            return next v_outcome;
        end loop;
        -- With one key alone the first look is final.
        exit when v_keys < 2 or v_is_settled;
        v_is_settled := cardinality(v_found) = v_known;
        exit when v_is_settled and cardinality(v_rejected) = 0;
        v_rejected := v_rejected || v_found[v_known + 1:];
        v_known := cardinality(v_found);
    end loop;
end;
$$;

comment on function tabular_import_engine.explain_keys(
    tabular_import_engine.import_plan, text, bigint[], bigint[]
) is
'Finds the rows whose key is in the table already or repeats that of an earlier good row, as row errors. unfit: '
'rows that have no values to judge; rejected: rows that are bad for other reasons. source: see chunk_source.';
