create or replace function tabular_import_private.fitting_rules(
    candidates jsonb[], given jsonb, type_id oid, typmod integer, cells text[], refused text[], is_exempt boolean[]
)
returns jsonb[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many cells tell most rules that do not fit.
    c_first constant integer := 1000;
    c_century constant jsonb := '{"century": 1950}'::jsonb;
    v_rule jsonb;
    v_found jsonb[] := '{}';
    v_others jsonb[] := '{}';
begin
    foreach v_rule in array fitting_rules.candidates loop
        continue when
            -- It can differ from that one only where it fits and the other does not.
            exists (
                select from unnest(v_found) as f (rule)
                where v_rule @> f.rule and v_rule - array['thousands_separator', 'trim'] = f.rule);
        if tabular_import_private.is_added_rule(fitting_rules.given, v_rule)
            and tabular_import_private.all_fit(
                fitting_rules.refused[:c_first], fitting_rules.type_id, fitting_rules.typmod,
                tabular_import_private.added_rule(fitting_rules.given, v_rule))
            and tabular_import_private.all_fit(
                fitting_rules.cells, fitting_rules.type_id, fitting_rules.typmod,
                tabular_import_private.added_rule(fitting_rules.given, v_rule), fitting_rules.is_exempt)
        then
            v_found := v_found || v_rule;
        elsif v_rule ? 'date_order' and not fitting_rules.given ? 'century'
            and tabular_import_private.is_added_rule(fitting_rules.given, v_rule || c_century)
            and tabular_import_private.all_fit(
                fitting_rules.cells, fitting_rules.type_id, fitting_rules.typmod,
                tabular_import_private.added_rule(fitting_rules.given, v_rule || c_century))
        then
            v_others := v_others || (v_rule || c_century);
        end if;
    end loop;
    -- Those that need a century said are of no use where another does not.
    return case when v_found = '{}' then v_others else v_found end;
end;
$$;

comment on function tabular_import_private.fitting_rules(
    jsonb[], jsonb, oid, integer, text[], text[], boolean[]
) is
'Which of the candidates make every cell of a column a value. If it is only the century that is missing, they have '
'one. given: the column''s options; type_id: no domain; cells: all kinds; refused: those that are no values as they '
'are; is_exempt: for each of all cells, whether rules do not touch it.';
