create or replace function tabular_import_private.date_doubt(
    cells text[], type_id oid, typmod integer, given jsonb, rule jsonb, texts text[], out place integer,
    out other jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_separators text[] := array(
        select substring(c.cell from '^[^0-9]*[0-9]{1,4} ?([-./ ])')
        from unnest(date_doubt.cells) with ordinality as c (cell, n)
        order by c.n);
    v_order text;
    v_is_bad boolean[];
    v_texts text[];
begin
    if not date_doubt.rule ? 'date_order'
        or (select count(distinct s.separator) from unnest(v_separators) as s (separator)) < 2
    then
        return;
    end if;
    foreach v_order in array array['DMY', 'MDY', 'YMD'] loop
        continue when v_order = date_doubt.rule ->> 'date_order';
        other := date_doubt.rule || jsonb_build_object('date_order', v_order);
        select t.is_bad, t.texts into v_is_bad, v_texts
        from tabular_import_private.try_cells(
            date_doubt.cells, date_doubt.type_id, date_doubt.typmod,
            tabular_import_private.added_rule(date_doubt.given, other)) as t;
        place := tabular_import_private.first_difference(
            date_doubt.type_id, date_doubt.texts, v_texts,
            array(
                select s.separator is null or bool_or(s.is_bad) over (partition by s.separator)
                from unnest(v_separators, v_is_bad) with ordinality as s (separator, is_bad, n)
                order by s.n));
        exit when place is not null;
    end loop;
end;
$$;

comment on function tabular_import_private.date_doubt(text[], oid, integer, jsonb, jsonb, text[]) is
'The position of the first of a column''s cells that another order of dates reads as another day, although it reads '
'all that are written with the same separator, and the rule with that order: people of two countries may have written '
'them. NULL where there is none. cells: that the rule reads; given, rule: see added_rule; texts: what it makes of '
'them.';
