create or replace function tabular_import_private.decimals_doubt(
    cells text[], type_id oid, typmod integer, given jsonb, rule jsonb, candidates jsonb[], is_exempt boolean[]
)
returns jsonb
language sql
stable
security invoker
begin atomic
    -- A file may have more decimals than the table keeps. Amounts of money have two, and numbers without any are whole.
    select c.rule
    from unnest('{}'::jsonb || decimals_doubt.candidates) with ordinality as c (rule, n)
    where
        decimals_doubt.type_id = 'numeric'::regtype and decimals_doubt.typmod >= 0
        -- The scale is the low 11 bits of the modifier, with sign.
        and ((decimals_doubt.typmod - 4) & 2047) between 1 and 1023
        and decimals_doubt.rule ? 'thousands_separator' and not decimals_doubt.rule ? 'currency'
        and not c.rule ? 'thousands_separator' and (c.rule = '{}' or c.rule ? 'decimal_separator')
        and tabular_import_private.all_fit(
            decimals_doubt.cells, decimals_doubt.type_id, -1,
            tabular_import_private.added_rule(decimals_doubt.given, c.rule), decimals_doubt.is_exempt
        )
    order by c.n
    limit 1;
end;

comment on function tabular_import_private.decimals_doubt(text[], oid, integer, jsonb, jsonb, jsonb[], boolean[]) is
'A rule, {} for none, by which what another takes for thousands are decimals, more of them than the column keeps; NULL '
'where there is none. cells: that the rule reads; given: the column''s options; candidates: rules that nothing speaks '
'against; is_exempt: see all_fit.';
