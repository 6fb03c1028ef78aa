create or replace function tabular_import_engine.undo_table(undo jsonb, target jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
    v_lines constant text := undo ->> 'lines';
    v_path constant text := undo ->> 'search_path';
    v_id constant oid := (target ->> 'id')::oid;
    v_table text := tabular_import_engine.table_path((target ->> 'id')::oid);
    v_key text[];
    v_actions text[];
    v_altered text;
    v_dropped text;
    v_same text;
    v_problem record;
    v_changed text[] := '{}';
    v_query text;
    v_settable record;
    v_statements record;
    v_count bigint;
    v_found bigint;
begin
    execute format('select coalesce(array_agg(distinct l.action), ''{}'') from %s as l where l.table_id = $1', v_lines)
    into v_actions using v_id;
    if v_actions = '{}' then
        return;
    end if;
    v_key := array(
        select a.attname::text
        from jsonb_array_elements_text(target -> 'key') with ordinality as k (number, n)
        left join pg_attribute as a on a.attrelid = v_id and a.attnum = k.number::smallint and not a.attisdropped
        order by k.n);
    if v_table is not null
        and has_table_privilege(v_id, 'insert, update, delete') then
        execute format('lock table %s in row exclusive mode', v_table);
    end if;
    v_problem := tabular_import_engine.undo_problem_now(v_id, v_key, '{}', '{}');
    if v_problem.message is null then
        v_same := tabular_import_engine.key_match_sql(v_id, v_key, 'l.key');
        select
            string_agg(c.name, ', ' order by c.place) filter (where c.is_altered and c.name = any(v_key)),
            string_agg(c.old_name, ', ' order by c.place) filter (where c.name is null)
        into v_altered, v_dropped
        from tabular_import_engine.undo_columns_now(v_id, target -> 'columns') as c;
        if v_altered is not null then
            v_problem.message := format('The key of %s has another type since: %s', v_table, v_altered);
            v_problem.hint := 'The rows have to be put back by hand.';
        end if;
    end if;
    if v_problem.message is not null then
        perform tabular_import_engine.leave_rows(undo, target, v_problem.message, v_problem.hint);
        return;
    end if;

    v_statements := tabular_import_engine.undo_find_sql(undo, v_id, v_key, target -> 'columns');
    perform set_config('search_path', v_path, true);
    -- Who has not the right to, gets no further than to be told so.
    if v_statements.locked is not null and v_actions && array['insert', 'update']
        and has_any_column_privilege(v_id, 'update') then
        execute v_statements.locked;
    end if;
    execute v_statements.find;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    v_altered := (
        select string_agg(c.name, ', ' order by c.place)
        from tabular_import_engine.undo_columns_now(v_id, target -> 'columns') as c
        where c.is_altered);
    if v_altered is not null then
        execute format(
            'update %s as l set reason = $2 where l.table_id = $1 and l.action in (''update'', ''delete'') '
            'and l.reason is null', v_lines)
        using v_id, format('A column has another type since: %s.', v_altered);
    end if;
    if 'update' = any(v_actions) then
        select
            string_agg(
                format(
                    'pg_catalog.bool_or(row(%s)::record operator(pg_catalog.*<>) row(l.old[%s])::record)',
                    tabular_import_engine.column_text_sql(v_id, c.name, 't.'), c.place),
                ', ' order by c.place) as differs,
            array_agg(c.name order by c.place) as names
        into v_settable
        from tabular_import_engine.undo_columns_now(v_id, target -> 'columns') as c
        where c.is_settable;
        v_query := tabular_import_engine.fill(
            $sql$
select pg_catalog.array_agg(d.name)
from (
    select array[{differs}] as differs
    from {lines} as l
    inner join {table} as t on {same}
    where l.table_id operator(pg_catalog.=) {id} and l.action operator(pg_catalog.=) 'update' and l.reason is null
) as c
cross join lateral unnest(c.differs, {names}) as d (differs, name)
where d.differs
$sql$,
            'differs', v_settable.differs,
            'lines', v_lines,
            'table', tabular_import_engine.undo_table_sql(v_id),
            'same', v_same,
            'id', v_id::text,
            'names', quote_literal(v_settable.names) || '::pg_catalog.text[]');
        perform set_config('search_path', v_path, true);
        execute v_query into v_changed;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        v_changed := coalesce(v_changed, '{}');
    end if;
    v_problem := tabular_import_engine.undo_problem_now(v_id, v_key, v_actions, v_changed);
    if v_problem.message is not null then
        perform tabular_import_engine.leave_rows(undo, target, v_problem.message, v_problem.hint);
        return;
    end if;
    if v_dropped is not null and v_actions && array['update', 'delete'] then
        execute format('insert into %1$s (line, reason) select least(min(l.line), 0) - 1, $1 from %1$s as l', v_lines)
        using format('What columns of %s had that are dropped since is not put back: %s.', v_table, v_dropped);
    end if;
    -- Where a row has to stay, what it refers to has to stay as well.
    loop
        v_count := 0;
        foreach v_query in array case when 'insert' = any(v_actions) then v_statements.referred else '{}' end
            || case when 'update' = any(v_actions) then v_statements.renamed else '{}' end loop
            continue when v_query is null;
            perform set_config('search_path', v_path, true);
            execute v_query;
            get diagnostics v_found = row_count;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
            v_count := v_count + v_found;
        end loop;
        exit when v_count = 0;
    end loop;
    if 'delete' = any(v_actions) then
        perform set_config('search_path', v_path, true);
        execute v_statements.taken;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    end if;
    perform tabular_import_engine.undo_pieces(
        undo, v_id, v_same,
        tabular_import_engine.undo_run_sql(undo, v_id, target -> 'columns', v_changed, v_same),
        v_statements.alone);
end;
$$;

comment on function tabular_import_engine.undo_table(jsonb, jsonb) is
'Puts back the rows of one table, or writes into their lines why they stay. undo: see run_undo; target: one of its '
'tables. Raises not_permitted, invalid_job_state for the table of the job itself.';
