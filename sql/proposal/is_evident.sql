create or replace function tabular_import_private.is_evident(
    rule jsonb, points bigint, accepted bigint, plain bigint, decisive bigint
)
returns boolean
language sql
immutable
security invoker
begin atomic
    select
        -- What is accepted shows that the point stands before decimals.
        not (coalesce(is_evident.rule ->> 'decimal_separator' = ',', false) and is_evident.points > 0)
        -- A percent beside plain numbers may be of either kind.
        and not (is_evident.rule ? 'percent' and is_evident.accepted > 0)
        -- Where others have four digits without a separator, one that stands alone is none of thousands.
        and not (
            coalesce(is_evident.rule ->> 'thousands_separator' in (',', '.'), false)
            and is_evident.plain > 0 and is_evident.decisive = 0
        );
end;

comment on function tabular_import_private.is_evident(jsonb, bigint, bigint, bigint, bigint) is
'Whether nothing in a column of numbers speaks against a rule. The others: see number_evidence.';
