create or replace function tabular_import_private.ruled_text(rule jsonb, value text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text;
begin
    execute format(
        'select coalesce(%s, '''')',
        coalesce(
            tabular_import_engine.rule_sql('text'::regtype, -1, ruled_text.rule, 's.cell'), 's.cell'))
        || ' from (select $1 as cell) as s'
    into v_text
    using coalesce(ruled_text.value, '');
    return v_text;
end;
$$;

comment on function tabular_import_private.ruled_text(jsonb, text) is
'What the rule of a column makes of a cell before its type counts; empty for NULL. rule: see column_rule.';
