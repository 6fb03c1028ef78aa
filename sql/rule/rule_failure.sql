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
    c_dates constant regtype[] := array['date', 'timestamp', 'timestamptz', 'time', 'timetz']::regtype[];
    v_failure tabular_import_engine.statement_outcome := rule_failure.failure;
    v_base_type oid;
    v_reason text;
    v_mapped record;
begin
    -- PostgreSQL speaks of the text that the rule has made of the cell.
    if v_failure.sqlstate in ('22P02', '22007', '22008') then
        select b.base_type_id into v_base_type
        from tabular_import_engine.base_type(rule_failure.type_id, -1) as b;
        v_reason := tabular_import_engine.rule_reason(v_base_type, rule_failure.rule, rule_failure.value);
        if v_reason is not null then
            v_failure.message := v_reason;
            v_failure.hint := format(
                'Correct the cell in the file, or say with option %s how the file writes it.',
                case
                    when v_base_type = 'bool'::regtype then 'true_values or false_values'
                    when v_base_type = any(c_dates) then 'date_order'
                    else 'decimal_separator, thousands_separator, currency or percent'
                end);
        end if;
        select m.key, m.value into v_mapped
        from jsonb_each_text(rule_failure.rule -> 'value_map') as m
        where m.value is not null and (
            m.key in (rule_failure.value, btrim(rule_failure.value))
            or rule_failure.rule -> 'ignore_case' = 'true' and lower(m.key) = lower(btrim(rule_failure.value)))
        limit 1;
        if found then
            v_failure.hint := format(
                'Option value_map makes %L %L, which does not fit: correct the option.', v_mapped.key, v_mapped.value);
        end if;
    end if;
    v_failure.message := replace(v_failure.message, chr(1), '');
    return v_failure;
end;
$$;

comment on function tabular_import_engine.rule_failure(tabular_import_engine.statement_outcome, oid, jsonb, text) is
'What PostgreSQL has said of a cell with a rule, in the words of the rule where it is not read by it. rule: see '
'column_rule, NULL for none; value: the cell as it stands in the file.';
