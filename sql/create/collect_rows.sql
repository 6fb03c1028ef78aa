create or replace function tabular_import_engine.collect_rows(header text[])
returns text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Three columns are ours.
    c_most constant integer := 1597;
    v_twice record;
begin
    if cardinality(collect_rows.header) > c_most then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The file has %s columns, more than a table can have.', cardinality(collect_rows.header)),
            hint => 'Split the file.');
    end if;
    select h.name, min(h.position) as first, max(h.position) as last into v_twice
    from unnest(collect_rows.header) with ordinality as h (name, position)
    group by h.name
    having count(*) > 1
    order by min(h.position)
    limit 1;
    if v_twice.name is not null then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('Columns %s and %s of the file are both called %s.', v_twice.first, v_twice.last, v_twice.name),
            hint => 'Give each column a name of its own.');
    end if;
    execute format(
        'create temporary table tabular_import_rows (row_number bigint, line_number bigint, read_error text%s) '
        'on commit drop',
        (
            select string_agg(format(', c%s text', n), '' order by n)
            from generate_subscripts(collect_rows.header, 1) as n
        ));
    return 'pg_temp.tabular_import_rows';
end;
$$;

comment on function tabular_import_engine.collect_rows(text[]) is
'See tabular_import.collect_rows.';
