create or replace function tabular_import_engine.describe_import(
    table_name text, table_id oid, header text[], search_path text
)
returns table (name text, statement text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_header text[];
    v_options jsonb := '{}'::jsonb;
    v_problem record;
    v_plan tabular_import_engine.import_plan;
    v_source text;
    v_good text;
begin
    -- It raises for what is no table.
    v_header := array(
        select t.column_name
        from tabular_import_engine.template_of(describe_import.table_name, describe_import.table_id) as t
        where t.columns = array[t.column_name]);
    if not exists (
        select from pg_class as c
        where c.oid = describe_import.table_id
            and (pg_has_role(c.relowner, 'usage') or pg_has_role('tabular_import_admin', 'usage'))
    ) then
        perform tabular_import_engine.raise_error(
            'not_permitted',
            format('Only its owner and administrators may see how %s is imported into.', describe_import.table_name));
    end if;
    if describe_import.header is not null then
        v_header := array(
            select c.column_name
            from tabular_import_engine.match_header(describe_import.table_id, describe_import.header, '{}') as h
            left join tabular_import_engine.target_columns(describe_import.table_id) as c
                on c.column_name = h.column_name and c.is_writable
            order by h.place);
        select p.message, p.hint into v_problem
        from tabular_import_engine.link_header_problem(
            describe_import.table_id, describe_import.header, current_user::regrole, '{}') as p;
        if v_problem.message is not null then
            raise exception using
                errcode = 'undefined_column', message = v_problem.message, hint = v_problem.hint;
        end if;
        v_options := tabular_import_engine.plan_options(describe_import.table_id, describe_import.header, '{}');
        if array_position(tabular_import_engine.kept_cells(v_header, v_options), null) is not null then
            raise exception using
                errcode = 'undefined_column',
                message = format(
                    'The table %s has no columns that a file may fill for: %s',
                    describe_import.table_name,
                    (
                        select string_agg(describe_import.header[n], ', ' order by n)
                        from generate_subscripts(v_header, 1) as n
                        where (tabular_import_engine.kept_cells(v_header, v_options))[n] is null
                    )),
                hint = 'Name the columns as the header of a file does; tabular_import.template lists them.';
        end if;
    end if;
    v_plan := tabular_import_engine.make_plan(
        describe_import.table_id,
        -- No row, but all columns of a staging table.
        format(
            '(select * from pg_catalog.jsonb_to_recordset(''[]'') as r (row_number bigint, line_number bigint, '
            'read_error text%s%s))',
            -- Links know the place of a row.
            case
                when exists (select from tabular_import_engine.plan_links(v_options)) then ', ctid tid'
            end,
            (select string_agg(format(', c%s text', n), '' order by n) from generate_subscripts(v_header, 1) as n)),
        v_header, v_options, describe_import.search_path);
    v_plan.default_positions := tabular_import_engine.default_positions(
        describe_import.table_id, v_plan.header, false);
    v_plan.traits := tabular_import_engine.target_traits(v_plan);
    v_plan.diagnosis := tabular_import_engine.diagnosis_traits(v_plan);
    v_source := format('from %s as s where true', v_plan.staging);
    v_good := tabular_import_engine.good_source_sql(v_source, '{}');
    return query
    select
        s.name || case when count(*) over same_name > 1 then format(' %s', row_number() over numbered) else '' end,
        btrim(s.statement, E'\n')
    from (
        select 1 as place, 'typed rows' as name,
            tabular_import_engine.typed_rows_sql(v_plan, v_source) as statement
        -- See make_typed_chunk.
        where v_plan.link_head is null
        union all
        select 2, 'lock references', q
        from unnest(tabular_import_engine.lock_references_sql(v_plan, v_good)) as q
        where (v_plan.traits).may_set_references
        union all
        select 3, 'insert',
            tabular_import_engine.insert_sql(
                v_plan.table_id, v_plan.header, tabular_import_engine.set_values_sql(v_plan), '{}',
                v_good || ' order by s.row_number')
        union all
        select 4, 'bad cells', tabular_import_engine.bad_cells_sql(v_plan, v_source)
        union all
        select 5, 'missing values', tabular_import_engine.missing_values_sql(v_plan, v_source)
        union all
        select 6, 'broken check', q from tabular_import_engine.broken_checks_sql(v_plan, v_good) as q
        union all
        select 7, 'dangling reference', q from tabular_import_engine.dangling_references_sql(v_plan, v_good) as q
        union all
        select 8, 'self reference', q from tabular_import_engine.self_references_sql(v_plan, v_good) as q
        union all
        select 9, 'taken key', q from tabular_import_engine.taken_keys_sql(v_plan, v_good) as q
        union all
        select 10, 'repeated keys', tabular_import_engine.repeated_keys_sql(v_plan, v_good, '''{}''::bigint[]')
        union all
        select 11, 'special index', q.query from tabular_import_engine.special_index_clashes_sql(v_plan, v_good) as q
        union all
        select 11 + m.ordinality, m.name, m.statement
        from tabular_import_engine.described_merge(v_plan, v_good) with ordinality as m
    ) as s
    where s.statement is not null
    window same_name as (partition by s.name), numbered as (partition by s.name order by s.place, s.statement)
    order by s.place, s.statement;
end;
$$;

comment on function tabular_import_engine.describe_import(text, oid, text[], text) is
'See tabular_import.describe_import. table_id: what the name means to the caller, or NULL; search_path: the caller''s.';
