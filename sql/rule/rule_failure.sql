create or replace function tabular_import_engine.rule_failure(
    failure tabular_import_engine.statement_outcome, type_id oid, rule jsonb, value text
)
returns tabular_import_engine.statement_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_failure tabular_import_engine.statement_outcome := rule_failure.failure;
    v_base_type oid;
begin
    -- PostgreSQL speaks of the text that the rule has made of the cell.
    if v_failure.sqlstate in ('22P02', '22007', '22008') then
        select b.base_type_id into v_base_type
        from tabular_import_engine.base_type(rule_failure.type_id, -1) as b;
        v_failure.message := coalesce(
            tabular_import_engine.rule_reason(v_base_type, rule_failure.rule, rule_failure.value), v_failure.message);
    end if;
    v_failure.message := replace(v_failure.message, chr(1), '');
    return v_failure;
end;
$$;

comment on function tabular_import_engine.rule_failure(tabular_import_engine.statement_outcome, oid, jsonb, text) is
'What PostgreSQL has said of a cell with a rule, in the words of the rule where it is not read by it. rule: see '
'column_rule, NULL for none; value: the cell as it stands in the file.';
