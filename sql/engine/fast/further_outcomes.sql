create or replace function tabular_import_engine.further_outcomes(
    plan tabular_import_engine.import_plan, statement_name text, queries text[], first bigint[] default null,
    second bigint[] default null
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text;
begin
    foreach v_query in array further_outcomes.queries loop
        begin
            return query
            select o.*, null::bigint, false, null::text
            from tabular_import_engine.query_outcomes(
                plan, v_query, further_outcomes.first, further_outcomes.second) as o;
        exception
            -- A constraint that raises instead of judging, with whatever SQLSTATE: the insert never asks it.
            when others or assert_failure then
                if tabular_import_engine.is_server_error(sqlstate) then
                    raise;
                end if;
                return next tabular_import_engine.fallback_outcome(further_outcomes.statement_name, sqlstate);
        end;
    end loop;
end;
$$;

comment on function tabular_import_engine.further_outcomes(
    tabular_import_engine.import_plan, text, text[], bigint[], bigint[]
) is
'What queries find to be wrong, too, with rows that are bad anyway; of a query that raises, a fallback. '
'statement_name: what makes the queries; first and second: their parameters.';
