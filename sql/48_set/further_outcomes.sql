create or replace function tabular_import_engine.further_outcomes(queries text[], job_path text)
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
            select o.* from tabular_import_engine.query_outcomes(v_query, further_outcomes.job_path) as o;
        exception
            -- A constraint that raises instead of judging.
            when others or assert_failure then
                if tabular_import_engine.is_world_error(sqlstate) then
                    raise;
                end if;
        end;
    end loop;
end;
$$;

comment on function tabular_import_engine.further_outcomes(text[], text) is
'What queries find to be wrong, too, with rows that are bad anyway; a query that raises finds nothing.';
