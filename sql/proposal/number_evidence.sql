create or replace function tabular_import_private.number_evidence(
    cells text[], is_bad boolean[], is_typed boolean, out is_exempt boolean[], out points bigint, out accepted bigint,
    out plain bigint, out decisive bigint, out whole bigint
)
language sql
immutable
security invoker
begin atomic
    with cell as (
        select
            c.value,
            c.is_bad,
            c.n,
            -- A number that a spreadsheet has as a number is one under every rule.
            number_evidence.is_typed and not c.is_bad and c.value ~ '^-?[0-9]+[.][0-9]+$' as is_exempt
        from unnest(number_evidence.cells, number_evidence.is_bad) with ordinality as c (value, is_bad, n)
    )

    select
        array_agg(c.is_exempt order by c.n) as is_exempt,
        count(*) filter (
            where not c.is_bad and not c.is_exempt and c.value ~ '^[-+]?[0-9]*[.][0-9]*$'
            and c.value !~ '^[-+]?[1-9][0-9]{0,2}[.][0-9]{3}$'
        ) as points,
        count(*) filter (where not c.is_bad) as accepted,
        count(*) filter (where not c.is_bad and c.value ~ '^[-+]?[0-9]{4,}([.][0-9]*)?$') as plain,
        count(*) filter (where c.is_bad and c.value ~ '[0-9][^0-9][0-9]{2,3}[^0-9][0-9]') as decisive,
        count(*) filter (
            where c.is_bad and c.value ~ '^[^0-9]*[1-9][0-9]{0,2}[.,][0-9]{3}[^0-9]*$' and c.value !~ '[.,]000'
        ) as whole
    from cell as c;
end;

comment on function tabular_import_private.number_evidence(text[], boolean[], boolean) is
'What the cells of a column say of its separators. is_bad: which of them are refused; is_typed: numbers of the file '
'may be numbers. Returns is_exempt, for each cell whether rules do not touch it, points: how many accepted ones have '
'a point that can only stand before decimals; accepted: how many; plain: those with four digits and more without a '
'separator; decisive: how many refused ones have two separators; whole: how many refused ones have one, and three '
'digits behind it that no whole number has behind its point.';
