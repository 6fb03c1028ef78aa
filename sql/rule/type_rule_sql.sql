create or replace function tabular_import_engine.type_rule_sql(type_id oid, rule jsonb, value text)
returns text
language sql
stable
security invoker
begin atomic
    select coalesce(
        tabular_import_engine.date_rule_sql(type_rule_sql.type_id, type_rule_sql.rule, type_rule_sql.value),
        tabular_import_engine.number_rule_sql(type_rule_sql.type_id, type_rule_sql.rule, type_rule_sql.value),
        tabular_import_engine.words_rule_sql(type_rule_sql.type_id, type_rule_sql.rule, type_rule_sql.value)
    );
end;

comment on function tabular_import_engine.type_rule_sql(oid, jsonb, text) is
'What a rule makes of a cell of a type, as SQL; NULL where it has nothing for the type. type_id: no domain; '
'value: an SQL expression of type text.';
