-- In short, for an upsert of the columns id, the key, and name:
--
--     classify: select array_agg(s.row_number) filter (where row(t.id) is null),
--         array_agg(s.row_number) filter (where row(t.id) is not null and row(t.name) *<> row(s.v2)), count(*)
--         from (select s.row_number, s.c1::integer as k1, s.c2 as v2 from staging as s ... offset 0) as s
--         left join only item as t on t.id = s.k1
--     lock: select array_agg(l.row_number) from (
--         select s.row_number from only item as t inner join (... any($2) ...) as s on t.id = s.k1
--         where row(t.name) *<> row(s.v2) order by t.id for no key update of t) as l
--     update: update only item as t set name = s.v2 from (... any($2) ...) as s
--         where t.id = s.k1 and row(t.name) *<> row(s.v2)
--     insert: insert into item (id, name) select s.c1::integer, s.c2 from staging as s ... any($2)
--         order by s.c1::integer
create or replace function tabular_import_engine.merge_sql(plan tabular_import_engine.import_plan, source text)
returns tabular_import_engine.merge_statements
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_mode text := tabular_import_engine.merge_mode(plan.options);
    v_blank text := tabular_import_engine.merge_blank(plan.options);
    v_key record;
    v_table text := (
        select case when c.relkind = 'r' then 'only ' else '' end || tabular_import_engine.table_path(c.oid)
        from pg_class as c
        where c.oid = plan.table_id);
    v_names text[];
    v_width integer;
    v_same text;
    v_columns record;
    v_rows text;
    v_is_changed text;
    v_is_single constant boolean := merge_sql.source = tabular_import_engine.single_row_sql(plan);
    v_change constant text := case
        when merge_sql.source = tabular_import_engine.single_row_sql(plan)
            then tabular_import_engine.change_sql(plan.options, 'update', 'o.', 't.')
        else tabular_import_engine.change_sql(plan.options, 'update', 'o.', 't.', 's.row_number')
    end;
    v_statements tabular_import_engine.merge_statements;
begin
    select k.names, k.numbers, k.equality into v_key
    from tabular_import_engine.key_indexes(
        plan.table_id, (select m.columns from tabular_import_engine.merge_key(plan.table_id, plan.options) as m)) as k;
    v_names := array(
        select format('t.%I', a.attname)
        from unnest(v_key.numbers) with ordinality as n (number, position)
        inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = n.number
        order by n.position);
    v_width := cardinality(v_key.numbers);
    v_same := tabular_import_engine.comparison_sql(
        v_key.equality, v_names, tabular_import_engine.numbered('s.k', v_width));
    select
        string_agg(
            case v_blank
                when 'keep' then format(
                    ', case when %s then null else %s end as v%s, %1$s as b%3$s', m.blank, m.value, m.place)
                when 'default' then format(
                    ', case when %s then (%s)::%s else %s end as v%s', m.blank, m.reset, m.type_name, m.value, m.place)
                else format(', %s as v%s', m.value, m.place)
            end, '' order by m.place) as values,
        string_agg(format('t.%I', m.name), ', ' order by m.place) as old,
        string_agg(m.new, ', ' order by m.place) as new,
        string_agg(format('%I = %s', m.name, m.new), ', ' order by m.place) as set,
        array_agg(m.column_number) as numbers
    into v_columns
    from (
        select
            c.*,
            format(
                case when v_blank = 'keep' then '(case when s.b%1$s then t.%3$I else s.v%1$s end)::%2$s'
                else '(s.v%1$s)::%2$s' end,
                c.place, c.type_name, c.name) as new
        from tabular_import_engine.merge_columns(plan, v_key.numbers) as c
        where v_mode <> 'skip_existing'
    ) as m;
    -- The image of the values tells whether anything is to be written: it needs no operators of theirs, and sees what
    -- these call equal, such as capital letters.
    v_is_changed := coalesce(
        format('row(%s)::record operator(pg_catalog.*<>) row(%s)::record', v_columns.old, v_columns.new), 'false');
    v_rows := tabular_import_engine.fill(
        $sql$(
    select s.row_number, {keys}{values}
    {source} and {is_meant}
    offset 0
) as s$sql$,
        'keys', tabular_import_engine.values_sql(plan, v_key.numbers, 'k'),
        'values', v_columns.values,
        'source', merge_sql.source,
        'is_meant', '($2 is null or s.row_number operator(pg_catalog.=) any($2))');

    v_statements.key_indexes := v_key.names;
    v_statements.classify := tabular_import_engine.fill(
        $sql$
select
    array_agg(s.row_number) filter (where row({key}) is null),
    array_agg(s.row_number) filter (where row({key}) is not null and {is_changed}),
    pg_catalog.count(*)
from {rows}
left join {table} as t on {same}
$sql$,
        'key', v_names[1],
        'is_changed', v_is_changed,
        'rows', v_rows,
        'table', v_table,
        'same', v_same);
    v_statements.lock := tabular_import_engine.fill(
        $sql$
select array_agg(l.row_number)
from (
    select s.row_number
    from {table} as t
    inner join {rows} on {same}
    where {is_changed}
    order by {keys}
    for {strength} of t
) as l
$sql$,
        'table', v_table,
        'rows', v_rows,
        'same', v_same,
        'is_changed', v_is_changed,
        'keys', array_to_string(v_names, ', '),
        -- What other tables refer to is locked as the update will.
        'strength', case
            when exists (
                select from tabular_import_engine.table_indexes(plan.table_id) as i
                where i.is_unique and i.column_numbers[1:i.width] && v_columns.numbers) then 'update'
            else 'no key update'
        end);
    v_statements.update := tabular_import_engine.fill(
        $sql$
update {table} as t
set {set}
from {rows}{old_rows}
where {same} and {is_changed}{is_old}{returning}
$sql$,
        'old_rows', case when v_change is not null then format(', %s as o', v_table) end,
        'is_old', case
            when v_change is not null
                then ' and ' || tabular_import_engine.comparison_sql(
                    v_key.equality,
                    array(
                        select 'o' || substr(k.name, 2)
                        from unnest(v_names) with ordinality as k (name, n)
                        order by k.n),
                    tabular_import_engine.numbered('s.k', v_width))
        end,
        'returning', ' returning ' || nullif(
            concat_ws(', ', tabular_import_engine.sums_sql(plan.options, 't.'), v_change), ''),
        'table', v_table,
        'set', v_columns.set,
        'rows', v_rows,
        'same', v_same,
        'is_changed', v_is_changed);
    v_statements.insert := tabular_import_engine.insert_sql(
        plan.table_id, plan.header,
        case
            when v_is_single then tabular_import_engine.set_values_sql(plan)
            else tabular_import_engine.marked_sql(plan.options, tabular_import_engine.set_values_sql(plan))
        end, '{}',
        format(
            '%s and s.row_number operator(pg_catalog.=) any($2) order by %s', merge_sql.source,
            (
                select string_agg(b.value, ', ' order by b.place)
                from tabular_import_engine.brought_columns(plan, v_key.numbers) as b
            )))
        || tabular_import_engine.returning_sql(plan.options);
    v_statements.sum := tabular_import_engine.fill(
        $sql$
select {sums}
from {table} as t
inner join {rows} on {same}
where ({is_changed}) is false
$sql$,
        'sums', tabular_import_engine.sums_sql(plan.options, 't.'),
        'table', v_table,
        'rows', v_rows,
        'same', v_same,
        'is_changed', v_is_changed);
    if v_mode = 'skip_existing' or tabular_import_engine.sums_sql(plan.options) is null then
        v_statements.sum := null;
    end if;
    return v_statements;
end;
$$;

comment on function tabular_import_engine.merge_sql(tabular_import_engine.import_plan, text) is
'The statements that merge rows into a table, for the rows whose numbers are $2 (classify and sum: all where it is '
'NULL). classify tells which of them the table has not, and which differ from its row; lock locks those that differ, '
'in the order of the key, and tells which do still; then there are update and insert; sum adds up the rows that do not '
'differ, NULL where nothing asks for it. key_indexes: those that keep a key from being there twice. source: see '
'good_source_sql, over $1 where the cells of one row are a parameter.';
