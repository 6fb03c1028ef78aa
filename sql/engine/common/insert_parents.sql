create or replace function tabular_import_engine.insert_parents(
    plan tabular_import_engine.import_plan, link jsonb, keys text[], out created bigint, out failures jsonb
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_failures constant integer := 1000;
    v_statement text := tabular_import_engine.recorded_parents_sql(
        plan, (insert_parents.link ->> 'table')::oid,
        tabular_import_engine.parents_insert_sql(insert_parents.link));
    v_from integer[] := array[1];
    v_to integer[] := array[cardinality(insert_parents.keys)];
    v_first integer;
    v_last integer;
    v_failed integer := 0;
    v_outcome tabular_import_engine.statement_outcome;
    v_table text := (select c.relname from pg_class as c where c.oid = (insert_parents.link ->> 'table')::oid);
begin
    created := 0;
    failures := '{}'::jsonb;
    -- What fails is divided, until the row that fails stands alone.
    while cardinality(v_from) > 0 and v_failed < c_most_failures loop
        v_first := v_from[cardinality(v_from)];
        v_last := v_to[cardinality(v_to)];
        v_from := v_from[:cardinality(v_from) - 1];
        v_to := v_to[:cardinality(v_to) - 1];
        v_outcome := tabular_import_engine.try_statement(
            v_statement, insert_parents.keys[v_first:v_last], plan.search_path);
        if v_outcome.sqlstate is null then
            created := created + v_outcome.row_count;
        elsif v_first < v_last then
            v_from := v_from || array[(v_first + v_last) / 2 + 1, v_first];
            v_to := v_to || array[v_last, (v_first + v_last) / 2];
        else
            v_failed := v_failed + 1;
            failures := failures || jsonb_build_object(insert_parents.keys[v_first], jsonb_build_object(
                'detail', format(
                    'No row of %s could be created for it: %s', v_table,
                    concat_ws(
                        ' ', v_outcome.message,
                        case when v_outcome.detail not like 'Failing row %' then nullif(v_outcome.detail, '') end)),
                'hint', coalesce(
                    nullif(v_outcome.hint, ''),
                    format('Create the row of %s first, or correct the cell.', v_table))));
        end if;
    end loop;
    for n in 1..coalesce(cardinality(v_from), 0) loop
        failures := failures || (
            select jsonb_object_agg(k.key, jsonb_build_object('hint', format(
                'More than %s rows of %s cannot be created, of which others tell why: mend these first.',
                c_most_failures, v_table)))
            from unnest(insert_parents.keys[v_from[n]:v_to[n]]) as k (key));
    end loop;
end;
$$;

comment on function tabular_import_engine.insert_parents(tabular_import_engine.import_plan, jsonb, text[]) is
'Creates rows of the table that a link refers to, for keys whose rows are not there. Returns how many were created '
'and, of at most 1,000 that were refused, detail and hint of the row errors by key. link: see plan_links; keys: see '
'link_key_sql.';
