create or replace function tabular_import_engine.is_key(positions integer[], types text[], cells text[])
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_key boolean;
begin
    execute tabular_import_engine.fill(
        $sql$
            select not exists (
                select from pg_temp.tabular_import_rows as r
                group by {values}
                having count(*) > 1
            ) and not exists (
                select from pg_temp.tabular_import_rows as r
                where {is_empty}
            )
        $sql$,
        'values',
        (
            -- Texts as an index tells them apart, whose collation is a deterministic one.
            select string_agg(
                case is_key.types[p.n]
                    when 'text' then format('(%s) collate "C"', is_key.cells[p.n])
                    else format('nullif(%s, '''')::%s', is_key.cells[p.n], is_key.types[p.n])
                end, ', ' order by p.position)
            from unnest(is_key.positions) with ordinality as p (n, position)
        ),
        'is_empty',
        (
            select string_agg(format('coalesce(%s, '''') = ''''', is_key.cells[p.n]), ' or ' order by p.n)
            from unnest(is_key.positions) as p (n)
        ))
    into v_is_key;
    return v_is_key;
end;
$$;

comment on function tabular_import_engine.is_key(integer[], text[], text[]) is
'Whether the columns at some positions of the collected rows are filled in every row and tell all rows apart. types '
'and cells, SQL expressions of text: of all columns.';
