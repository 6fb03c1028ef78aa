create or replace function tabular_import_engine.drawn_values(
    plan tabular_import_engine.import_plan, column_name text, row_count bigint
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_increment bigint;
    v_starts bigint[];
    v_offsets bigint[];
    v_values text;
    v_drawn text;
    v_problem tabular_import_engine.statement_outcome;
begin
    select
        a.attnum, a.attidentity <> '' as is_identity, b.base_type_id,
        tabular_import_engine.default_value_sql(plan.table_id, a.attnum) as expression,
        pg_get_serial_sequence(tabular_import_engine.table_path(plan.table_id), a.attname::text)::regclass as sequence
    into v_column
    from pg_attribute as a
    cross join lateral tabular_import_engine.base_type(a.atttypid, a.atttypmod) as b
    where a.attrelid = plan.table_id and a.attname = drawn_values.column_name and a.attnum > 0;
    select s.seqincrement into v_increment from pg_sequence as s where s.seqrelid = v_column.sequence;
    begin
        if v_column.expression = '()' then
            perform tabular_import_engine.raise_error('not_permitted', 'No right to the sequence.');
        end if;
        perform set_config('search_path', plan.search_path, true);
        if v_column.base_type_id in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then
            -- Numbers that follow each other are kept as where they begin.
            execute format(
                'with drawn as materialized (select n.n, %1$s::pg_catalog.int8 as value '
                'from pg_catalog.generate_series(1, $1) as n (n)), '
                'run as (select d.value operator(pg_catalog.-) d.n operator(pg_catalog.*) $2 as start, '
                'pg_catalog.min(d.n) as first from drawn as d group by 1) '
                'select pg_catalog.array_agg(r.first order by r.first), pg_catalog.array_agg(r.start order by r.first) '
                'from run as r', v_column.expression)
            into v_starts, v_offsets using drawn_values.row_count, coalesce(v_increment, 1);
            v_drawn := format(
                '(%L::pg_catalog.int8[])[pg_catalog.width_bucket(%%1$s, %L::pg_catalog.int8[])] '
                'operator(pg_catalog.+) %%1$s operator(pg_catalog.*) %s',
                v_offsets, v_starts, coalesce(v_increment, 1));
        else
            execute format(
                'select pg_catalog.array_agg(d.value order by d.n)::pg_catalog.text from ('
                'select n.n, %s::pg_catalog.uuid as value from pg_catalog.generate_series(1, $1) as n (n)) as d',
                v_column.expression)
            into v_values using drawn_values.row_count;
            -- Megabytes, which no query has to hold: each reads them once.
            perform pg_catalog.set_config('tabular_import.drawn', v_values, true);
            v_drawn :=
                '((select pg_catalog.current_setting(''tabular_import.drawn'')::pg_catalog.uuid[]))[%1$s]';
        end if;
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    exception
        when others or assert_failure then
            if tabular_import_engine.is_environment_error(sqlstate) then
                raise;
            end if;
            get stacked diagnostics
                v_problem.sqlstate = returned_sqlstate,
                v_problem.detail = message_text;
            v_problem.message := format(
                'Rows of the file refer to each other, and column %s by which they do cannot be given its values '
                'before they are inserted', drawn_values.column_name);
            v_problem.hint := format(
                'Look at the default of column %s, or import the rows that others refer to before these.',
                drawn_values.column_name);
            if v_column.sequence is not null and not has_sequence_privilege(v_column.sequence, 'usage') then
                v_problem.sqlstate := '42501';
                v_problem.detail := format('%s may not use sequence %s.', current_user, v_column.sequence);
                v_problem.hint := format(
                    'The owner of the table has to call: grant usage on sequence %s to %I;', v_column.sequence,
                    current_user);
            end if;
            return jsonb_build_object('problem', tabular_import_engine.shortened_outcome(v_problem));
    end;
    return jsonb_build_object('drawn', v_drawn);
end;
$$;

comment on function tabular_import_engine.drawn_values(tabular_import_engine.import_plan, text, bigint) is
'Takes as many values from a column''s default as the file has rows, so that these may refer to each other before they '
'are inserted. Returns drawn, SQL for the value of the row whose number stands at %1$s (uuids are in the '
'setting tabular_import.drawn), or problem, a '
'statement_outcome that says why there is none.';
