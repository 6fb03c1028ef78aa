create or replace function tabular_import_engine.try_numbers(
    plan tabular_import_engine.import_plan, source text, expressions text[],
    out is_free boolean, out fallbacks tabular_import_engine.row_outcome[]
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_looked_at constant integer := 1000;
    -- Those of a file that refer to none of its rows can be tried alone.
    v_roots text := try_numbers.source || ' and ' || tabular_import_engine.roots_sql(plan);
    v_has_roots boolean := false;
    v_source text;
    v_errors tabular_import_engine.row_outcome[];
    v_values text[];
    v_is_taken boolean;
begin
    is_free := true;
    fallbacks := '{}';
    if not (plan.diagnosis).has_counted_column then
        return;
    end if;
    if v_roots is not null then
        execute format('select exists (select %s)', v_roots) into v_has_roots;
    end if;
    v_source := format(
        '%s and s.row_number < %s + (select min(s.row_number) %1$s)',
        case when v_has_roots then v_roots else try_numbers.source end, c_looked_at);
    v_errors := tabular_import_engine.chunk_errors(plan, v_source, with_keys => true);
    fallbacks := array(select e from unnest(v_errors) as e where e.fallback is not null);
    begin
        perform set_config('search_path', plan.search_path, true);
        execute format(
            '%s order by s.row_number limit 1 returning array[%s]',
            tabular_import_engine.insert_sql(
                plan.table_id, plan.header, try_numbers.expressions, '{}',
                tabular_import_engine.good_source_sql(
                    v_source,
                    array(select e.row_number from unnest(v_errors) as e where e.fallback is null))),
            (
                select string_agg(format('%I::text', a.attname), ', ' order by c.column_number)
                from tabular_import_engine.counted_columns(plan) as c
                inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = c.column_number
            ))
        into v_values;
        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
    exception
        when sqlstate 'TI022' then null;
        when others or assert_failure then
            if tabular_import_engine.is_environment_error(sqlstate) then
                raise;
            end if;
            is_free := false;
            -- That the row refers to a later one of the file, or what a sequence may say, is an answer.
            if sqlstate not in ('23503', '23505', '22003', '2200H', '42501') then
                fallbacks := fallbacks || tabular_import_engine.fallback_outcome('try_numbers', sqlstate);
            end if;
            return;
    end;
    -- Whatever the sequence gives next must be beyond all numbers that the table has.
    if v_values is not null then
        execute (
            select format(
                'select %s', string_agg(
                    format(
                        'exists (select from only %s as t where t.%I %s %L)',
                        tabular_import_engine.table_path(plan.table_id), a.attname,
                        case when c.increment > 0 then 'operator(pg_catalog.>)' else 'operator(pg_catalog.<)' end,
                        v_values[c.place]),
                    ' or '))
            from (
                select k.*, row_number() over (order by k.column_number) as place
                from tabular_import_engine.counted_columns(plan) as k
            ) as c
            inner join pg_attribute as a on a.attrelid = plan.table_id and a.attnum = c.column_number
            where c.is_key)
        into v_is_taken;
    end if;
    is_free := not coalesce(v_is_taken, false);
end;
$$;

comment on function tabular_import_engine.try_numbers(tabular_import_engine.import_plan, text, text[]) is
'Whether the sequences that number the rows may be used and are not behind the table, so that they refuse no row: '
'tried with one good row of the first, which is taken back; where the target refers to itself, with '
'one that refers to nothing, if there is one. fallbacks: of what failed meanwhile. source: see '
'chunk_source_sql; expressions: see set_values_sql.';
