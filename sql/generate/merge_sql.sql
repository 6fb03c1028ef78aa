-- In short, for an upsert of the columns id, the key, and name:
--
--     classify: select array_agg(s.row_number) filter (where row(t.id) is null),
--         array_agg(s.row_number) filter (where row(t.id) is not null
--             and not (case when t.name = s.c2 then true else row(t.name) *= row(s.c2::text) end)),
--         count(*), count(t.ctid) <> count(distinct t.ctid) filter (where t.ctid is not null)
--             or count(*) filter (where t.ctid is null) <> count(distinct s.k1) filter (where t.ctid is null and ...)
--         from (select s.row_number, s.c1::integer as k1, s.c2 from staging as s ... offset 0) as s
--         left join only item as t on t.id = s.k1
--     lock: select array_agg(l.row_number) from (
--         select s.row_number from only item as t inner join (... any($2) ...) as s on t.id = s.k1
--         where row(t.name) *<> row(s.v2) order by t.id for no key update of t) as l
--     update: update only item as t set name = s.v2 from (... any($2) order by k1 offset 0) as s
--         where t.id = s.k1 and row(t.name) *<> row(s.v2)
--     insert: insert into item (id, name) select s.c1::integer, s.c2 from staging as s ... any($2)
--         order by s.c1::integer
create or replace function tabular_import_engine.merge_sql(
    plan tabular_import_engine.import_plan, source text, shown text default null
)
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
    v_distinct text;
    v_has_key text;
    v_rows text[];
    v_is_changed text;
    v_is_single constant boolean := merge_sql.source = tabular_import_engine.single_row_sql(plan);
    v_change constant text := case
        when merge_sql.source = tabular_import_engine.single_row_sql(plan)
            then tabular_import_engine.change_sql(plan.options, 'update', 'o.', 't.')
        else tabular_import_engine.change_sql(plan.options, 'update', 'o.', 't.', 's.row_number')
    end;
    v_number constant text := case
        when merge_sql.source = tabular_import_engine.single_row_sql(plan) then tabular_import_engine.row_mark_sql()
        else 's.row_number'
    end;
    v_is_recorded constant boolean := coalesce(plan.options #> '{row_keys,undo}' = 'true', false);
    v_version constant text := tabular_import_engine.version_cell_sql(plan);
    v_is_versioned constant text := 'coalesce(s.version, '''') operator(pg_catalog.<>) ''''';
    v_of_table constant text := case
        when tabular_import_engine.version_cell_sql(plan) is not null
            then tabular_import_engine.row_version_sql(plan.table_id, 't')
    end;
    v_is_stale text;
    v_is_current text;
    v_update text;
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
    v_distinct := array_to_string(tabular_import_engine.numbered('s.k', v_width), ', ');
    if v_width > 1 then
        v_distinct := format('row(%s)', v_distinct);
    end if;
    v_has_key := (
        select string_agg(format('row(s.k%s) is not null', n), ' and ' order by n)
        from generate_series(1, v_width) as n);
    select
        concat(', ' || v_version || ' as version', string_agg(', ' || m.brought, '' order by m.place)) as values,
        concat(
            ', ' || v_version || ' as version',
            string_agg(
                ', ' || case when m.is_same is null then m.brought else format('s.c%s', m.place) end, ''
                order by m.place)
        ) as cells,
        string_agg(format('t.%I', m.name), ', ' order by m.place) as old,
        string_agg(m.new, ', ' order by m.place) as new,
        string_agg(format('%I = %s', m.name, m.new), ', ' order by m.place) as set,
        string_agg(
            coalesce(
                m.is_same,
                format(
                    case
                        when m.is_null_apart and m.has_empty_text
                            then '(case when s.b%3$s then t.%1$I is null or s.e%3$s and %4$s '
                            'else row(t.%1$I)::record operator(pg_catalog.*=) row(%2$s)::record end)'
                        when m.is_null_apart then '(case when s.b%3$s then t.%1$I is null '
                        'else row(t.%1$I)::record operator(pg_catalog.*=) row(%2$s)::record end)'
                        else 'row(t.%1$I)::record operator(pg_catalog.*=) row(%2$s)::record'
                    end,
                    m.name, m.new, m.place, m.is_empty)),
            E'\n        and ' order by m.place) as same,
        string_agg(case when m.is_same is null then format('s.v%s', m.place) else m.value end, ', ' order by m.place)
            as cast,
        array_agg(m.column_number) as numbers
    into v_columns
    from (
        select
            c.*,
            case v_blank
                when 'keep' then format(
                    'case when %s then null else %s end as v%s, %1$s as b%3$s', c.blank, c.value, c.place)
                when 'default' then format(
                    'case when %s then (%s)::%s else %s end as v%s', c.blank, c.reset, c.type_name, c.value, c.place)
                else format(
                    case
                        when d.is_null_apart then 'case when %1$s then null else %2$s end as v%3$s, %1$s as b%3$s'
                        else '%2$s as v%3$s'
                    end,
                    c.blank, c.value, c.place)
            end
            || case
                when c.has_empty_text then format(
                    ', %s and coalesce(%s, '''') operator(pg_catalog.<>) '''' as e%s', c.blank, v_version, c.place)
                else ''
            end as brought,
            d.is_null_apart,
            format(
                case
                    when v_blank = 'keep' then '(case when s.b%1$s then t.%3$I else s.v%1$s end)::%2$s'
                    when c.has_empty_text
                        then '(case when s.e%1$s and %4$s then t.%3$I else s.v%1$s end)::%2$s'
                    else '(s.v%1$s)::%2$s'
                end,
                c.place, c.type_name, c.name, c.is_empty) as new,
            -- Most values are those that the table has, and to print one is cheaper than to read it and look whether
            -- it is written as it should be.
            case
                when c.same is not null and not v_is_single then format(
                    '(case when %s then true when %s then %s '
                    'else row(t.%I)::record operator(pg_catalog.*=) row((%s)::%s)::record end)',
                    c.same,
                    c.blank,
                    case v_blank
                        when 'keep' then 'true'
                        when 'default' then format(
                            'row(t.%I)::record operator(pg_catalog.*=) row((%s)::%s)::record', c.name, c.reset,
                            c.type_name)
                        else case
                            when c.has_empty_text
                                then format('(t.%I is null or %s and %s)', c.name, v_is_versioned, c.is_empty)
                            else format('t.%I is null', c.name)
                        end
                    end,
                    c.name, c.value, c.type_name)
            end as is_same
        from (
            select
                b.*,
                -- A file shows an empty text as it does NULL: where it was made of one, it stays.
                v_version is not null and v_blank = 'null' and b.may_be_empty as has_empty_text,
                format(
                    'pg_catalog.octet_length(t.%I::pg_catalog.text) operator(pg_catalog.=) 0', b.name) as is_empty
            from tabular_import_engine.merge_columns(plan, v_key.numbers) as b
        ) as c
        -- A domain may refuse the NULL of an empty cell, which in a row that is inserted means the default perhaps.
        cross join lateral (
            select v_blank = 'null' and v_mode <> 'update' and t.typtype = 'd' as is_null_apart
            from pg_attribute as a
            inner join pg_type as t on t.oid = a.atttypid
            where a.attrelid = plan.table_id and a.attnum = c.column_number
        ) as d
        where v_mode <> 'skip_existing'
    ) as m;
    -- The image of the values tells whether anything is to be written: it needs no operators of theirs, and sees what
    -- these call equal, such as capital letters.
    v_is_changed := coalesce(
        format('row(%s)::record operator(pg_catalog.*<>) row(%s)::record', v_columns.old, v_columns.new), 'false');
    -- What is not to be written overwrites nothing.
    v_is_stale := format(
        '%s and case when row(%s) is null then true when %s then false '
        'else s.version operator(pg_catalog.<>) %s end',
        v_is_versioned, v_names[1], coalesce(v_columns.same, 'true'), v_of_table);
    if v_version is not null then
        v_is_current := format(
            ' and case when %s then s.version operator(pg_catalog.=) %s else true end', v_is_versioned, v_of_table);
    end if;
    v_rows := array(
        select
            tabular_import_engine.fill(
                $sql$(
    select s.row_number, {keys}{columns}{shown}
    {source} and ($2 is null or s.row_number operator(pg_catalog.=) any($2)){order}
    offset 0
) as s$sql$,
                'keys', tabular_import_engine.values_sql(plan, v_key.numbers, 'k'),
                'columns', r.columns,
                'shown', case when r.n = 4 then format(', s.line_number, %s as shown', merge_sql.shown) end,
                'source', merge_sql.source,
                'order', case
                    when r.is_ordered
                        then ' order by ' || array_to_string(tabular_import_engine.numbered('k', v_width), ', ')
                end)
        from (values
            (1, v_columns.cells, false),
            (2, v_columns.values, false),
            (3, v_columns.values, not v_is_single),
            (4, v_columns.cells, false)
        ) as r (n, columns, is_ordered)
        order by r.n);

    v_statements.key_indexes := v_key.names;
    v_statements.classify := tabular_import_engine.fill(
        $sql$
select
    array_agg(s.row_number) filter (where row({key}) is null{is_value}),
    array_agg(s.row_number) filter (where row({key}) is not null and not (
        {is_same}
    )),
    pg_catalog.count(*),
    {is_repeated}{stale}
from {rows}
left join {table} as t on {same}
$sql$,
        'key', v_names[1],
        -- Nothing else makes values of the cells of a row that is to update none.
        'is_value', case
            when v_mode = 'update' and v_columns.cast is not null
                then format(' and (row(%s) is null) is not null', v_columns.cast)
        end,
        'is_same', coalesce(v_columns.same, 'true'),
        -- Rows of the table are told apart by their places, which come in order mostly; a right on columns is none on
        -- the place.
        'is_repeated', case
            when has_table_privilege(plan.table_id, 'select') then format(
                'pg_catalog.count(t.ctid) operator(pg_catalog.<>) '
                'pg_catalog.count(distinct %1$s) filter (where t.ctid is not null)'
                ' or pg_catalog.count(*) filter (where t.ctid is null) operator(pg_catalog.<>) '
                'pg_catalog.count(distinct %2$s) filter (where t.ctid is null and %3$s)',
                case when v_table like 'only %' then 't.ctid' else 'row(t.tableoid, t.ctid)' end,
                v_distinct,
                v_has_key)
            else format(
                'pg_catalog.count(*) operator(pg_catalog.<>) pg_catalog.count(distinct %s) filter (where %s)',
                v_distinct, v_has_key)
        end,
        'stale', case
            when v_version is not null then format(
                E',\n    pg_catalog.array_agg(s.row_number) filter (where %s)', v_is_stale)
        end,
        'rows', v_rows[1],
        'table', v_table,
        'same', v_same);
    v_statements.stale := tabular_import_engine.fill(
        $sql$
    select s.row_number, s.line_number, s.shown, row({key}) is null as is_gone
    from {rows}
    left join {table} as t on {same}
    where {is_stale}
$sql$,
        'key', v_names[1],
        'rows', v_rows[4],
        'table', v_table,
        'same', v_same,
        'is_stale', v_is_stale);
    v_statements.lock := tabular_import_engine.fill(
        $sql$
select array_agg(l.row_number)
from (
    select s.row_number
    from {table} as t
    inner join {rows} on {same}
    where {is_changed}{is_current}
    order by {keys}
    for {strength} of t
) as l
$sql$,
        'table', v_table,
        'rows', v_rows[2],
        'same', v_same,
        'is_changed', v_is_changed,
        'is_current', v_is_current,
        'keys', array_to_string(v_names, ', '),
        -- What other tables refer to is locked as the update will.
        'strength', case
            when exists (
                select from tabular_import_engine.table_indexes(plan.table_id) as i
                where i.is_unique and i.column_numbers[1:i.width] && v_columns.numbers) then 'update'
            else 'no key update'
        end);
    v_update := tabular_import_engine.fill(
        $sql$
update {table} as t
set {set}
from {rows}{old_rows}
where {same} and {is_changed}{is_current}{is_old}
$sql$,
        'old_rows', case when v_change is not null or v_is_recorded then format(', %s as o', v_table) end,
        'is_old', case
            -- The very version that is updated: what others have changed meanwhile is looked at again.
            when v_is_recorded
                then ' and o.ctid operator(pg_catalog.=) t.ctid and o.tableoid operator(pg_catalog.=) t.tableoid'
            when v_change is not null
                then ' and ' || tabular_import_engine.comparison_sql(
                    v_key.equality,
                    array(
                        select 'o' || substr(k.name, 2)
                        from unnest(v_names) with ordinality as k (name, n)
                        order by k.n),
                    tabular_import_engine.numbered('s.k', v_width))
        end,
        'table', v_table,
        'set', v_columns.set,
        'rows', v_rows[3],
        'same', v_same,
        'is_changed', v_is_changed,
        'is_current', v_is_current);
    v_statements.update := tabular_import_engine.noted_sql(
        plan, rtrim(v_update, e'\n'),
        nullif(concat_ws(', ', tabular_import_engine.sums_sql(plan.options, 't.'), v_change), ''),
        'update', 't.', v_number, 'o.');
    v_statements.insert := tabular_import_engine.noted_sql(
        plan,
        tabular_import_engine.insert_sql(
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
                ))),
        tabular_import_engine.returning_sql(plan.options));
    v_statements.keys := tabular_import_engine.fill(
        $sql$
insert into {keys} (row_number, action, key)
select {number}, {action}, {key}
from {table} as t
inner join {rows} on {same}
where {is_skipped} or ({is_changed}) is false
$sql$,
        'keys', plan.options #>> '{row_keys,table}',
        'number', v_number,
        'action', case when v_mode = 'skip_existing' then '''skip''' else '''unchanged''' end,
        'key', tabular_import_engine.row_texts_sql(plan.table_id, tabular_import_engine.noted_key(plan), 't.'),
        'table', v_table,
        'rows', v_rows[2],
        'same', v_same,
        'is_skipped', case when v_mode = 'skip_existing' then 'true' else 'false' end,
        'is_changed', v_is_changed);
    v_statements.sum := tabular_import_engine.fill(
        $sql$
select {sums}
from {table} as t
inner join {rows} on {same}
where ({is_changed}) is false
$sql$,
        'sums', tabular_import_engine.sums_sql(plan.options, 't.'),
        'table', v_table,
        'rows', v_rows[2],
        'same', v_same,
        'is_changed', v_is_changed);
    if v_mode = 'skip_existing' or tabular_import_engine.sums_sql(plan.options) is null then
        v_statements.sum := null;
    end if;
    if plan.options #> '{row_keys,kept}' is distinct from 'true' then
        v_statements.keys := null;
    end if;
    if v_version is null then
        v_statements.stale := null;
    end if;
    if v_columns.set is null then
        v_statements.lock := null;
        v_statements.update := null;
    end if;
    return v_statements;
end;
$$;

comment on function tabular_import_engine.merge_sql(tabular_import_engine.import_plan, text, text) is
'The statements that merge rows into a table, for the rows whose numbers are $2 (classify, sum and keys: all where it '
'is NULL). classify tells which of them the table has not, which differ from its row, how many there are, and whether '
'two have one key, or one has none. lock locks those that differ, in the order of the key, and tells which do still. '
'update takes them in this order too if it looks up one after the other; then there is insert; sum adds up the rows '
'that do not differ, and keys notes theirs. What there is nothing to do for is NULL. key_indexes: those that keep a '
'key from being there twice. Where the file has versions of rows, lock and update leave out what is not as the file '
'was '
'made of it, classify tells of such rows in one more column, and stale is the query of them, with shown. source: see '
'good_source_sql, over $1 where the cells of one row are a parameter; shown: SQL for the key as the file has it.';
