create or replace function tabular_import_engine.insert_but(
    plan tabular_import_engine.import_plan, source text, expressions text[], suspects bigint[]
)
returns tabular_import_engine.row_outcome[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_engine.statement_outcome;
    v_found tabular_import_engine.row_outcome[];
begin
    v_outcome := tabular_import_engine.insert_set(
        plan, tabular_import_engine.good_source(insert_but.source, insert_but.suspects), insert_but.expressions);
    if v_outcome.row_count is null then
        return null;
    end if;
    v_found := array(
        select o
        from tabular_import_engine.insert_singly(
            plan, format('%s and s.row_number = any(%L::bigint[])', insert_but.source, insert_but.suspects),
            tabular_import_engine.row_statement(plan, '{}')) as o);
    -- It may be a row behind it that has its key, and a trigger of such a row may have made what it refers to.
    if exists (
        select from unnest(insert_but.suspects) as s
        where not exists (
            select from unnest(v_found) as f where f.row_number = s and f.sqlstate not in ('23505', '23P01'))
    ) then
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    end if;
    return v_found;
exception
    when sqlstate 'TI022' then
        return null;
end;
$$;

comment on function tabular_import_engine.insert_but(
    tabular_import_engine.import_plan, text, text[], bigint[]
) is
'Inserts rows in one statement but for the suspects, and then tries each of these. Returns what PostgreSQL says of '
'them; NULL, with nothing inserted, unless all the others go in and none of the suspects does. source: see '
'good_source; expressions: see set_expressions.';
