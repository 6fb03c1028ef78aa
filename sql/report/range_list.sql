create or replace function tabular_import_engine.range_list(numbers int8multirange, most integer)
returns text
language sql
immutable
security invoker
begin atomic
    select
        string_agg(
            case
                when n.place > range_list.most then '...'
                when upper(n.part) - lower(n.part) = 1 then lower(n.part)::text
                else format('%s-%s', lower(n.part), upper(n.part) - 1)
            end,
            ', ' order by n.place
        )
    from (
        -- They come in their order: to sort a million of them for a few takes a second.
        select
            p.part,
            row_number() over () as place
        from (select unnest(range_list.numbers) as part) as p
    ) as n
    where n.place <= range_list.most + 1;
end;

comment on function tabular_import_engine.range_list(int8multirange, integer) is
'Numbers for people, as 2, 5, 9-40; NULL for none. most: so many ranges are listed, and ... stands for the others.';
