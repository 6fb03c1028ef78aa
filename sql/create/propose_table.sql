create or replace function tabular_import_engine.propose_table(
    table_name text, header text[], key text[], options jsonb, schema_name name
)
returns table (statement text, column_names text[], possible_keys text[])
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many columns are tried as keys: each takes a pass over all rows.
    c_tries constant integer := 5;
    c_first_rows constant bigint := 1000;
    c_rows constant text := 'pg_temp.tabular_import_rows';
    v_table text[] := tabular_import_engine.new_table_name(propose_table.table_name, propose_table.schema_name);
    v_entries jsonb := coalesce(nullif(propose_table.options -> 'columns', 'null'), '{}');
    v_names text[] := tabular_import_engine.new_column_names(
        tabular_import_engine.wanted_names(propose_table.header, v_entries));
    v_wrong text[] := array(
        select e.name from jsonb_object_keys(v_entries) as e (name)
        where e.name <> all(propose_table.header)
        order by e.name collate "C");
    v_key integer[];
    v_unread bigint;
    v_first text;
    v_line bigint;
    v_columns integer[];
    v_fitting jsonb[];
    v_cells text[];
    v_rows bigint;
    v_classes integer[];
    v_offsets boolean[];
    v_types text[];
    v_chosen integer[];
    v_keys text[] := '{}';
    v_key_names text;
begin
    if v_wrong <> '{}' then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format(
                'Option columns names %s not in the file: %s',
                case when cardinality(v_wrong) = 1 then 'a column that is' else 'columns that are' end,
                tabular_import_engine.name_list(v_wrong)),
            hint => concat_ws(
                ' ', tabular_import_engine.nearest_hint(v_wrong, propose_table.header),
                format('The columns of the file are: %s.', tabular_import_engine.name_list(propose_table.header))));
    elsif array_remove(v_names, null) = '{}' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'Option columns leaves out every column of the file.',
            hint => 'A table needs one column at least.');
    end if;
    v_key := tabular_import_engine.key_positions(propose_table.key, propose_table.header, v_names);
    if to_regclass(c_rows) is null then
        perform tabular_import_engine.raise_error(
            'invalid_job_state', 'No rows have been collected in this transaction.',
            hint => 'Call collect_rows and COPY the rows of the file first.');
    end if;
    select string_agg(quote_ident(v_names[k.n]), ', ' order by k.position) into v_key_names
    from unnest(v_key) with ordinality as k (n, position);
    execute tabular_import_engine.fill(
        'select count(*), (array_agg(r.read_error order by r.row_number))[1], min(r.line_number) '
        'from {rows} as r where r.read_error is not null',
        'rows', c_rows)
    into v_unread, v_first, v_line;
    if v_unread > 0 then
        perform tabular_import_engine.raise_error(
            'row_unreadable',
            format(
                '%s of the file cannot be read, the first in line %s: %s',
                case v_unread when 1 then 'A row' else v_unread || ' rows' end, v_line,
                (tabular_import_engine.read_error_parts(v_first)).message),
            hint => tabular_import_engine.read_error_hint(v_first));
    end if;
    -- Each column may be read in several ways where options say what its cells mean.
    select
        array_agg(w.n order by w.n, w.place),
        array_agg(coalesce(to_jsonb(w.type_names), 'null') order by w.n, w.place),
        array_agg(w.expression order by w.n, w.place)
    into v_columns, v_fitting, v_cells
    from (
        select
            n,
            c.place,
            c.type_names,
            c.expression
        from generate_subscripts(v_names, 1) as n
        cross join lateral tabular_import_engine.cell_readings(
            tabular_import_engine.column_rule(
                propose_table.options - 'columns' || case
                    when jsonb_typeof(v_entries -> propose_table.header[n]) = 'object'
                        then jsonb_build_object(
                            'columns', jsonb_build_object(v_names[n], v_entries -> propose_table.header[n]))
                    else '{}'
                end,
                v_names[n]),
            format('r.c%s', n)) as c
    ) as w;
    if cardinality(v_cells) > cardinality(v_names) then
        -- The first rows show that most columns cannot be read in most ways.
        select c.classes into v_classes from tabular_import_engine.cell_classes(v_cells, c_first_rows) as c;
        select
            array_agg(v_columns[i] order by i),
            array_agg(v_fitting[i] order by i),
            array_agg(v_cells[i] order by i)
        into v_columns, v_fitting, v_cells
        from generate_subscripts(v_cells, 1) as i
        where
            v_classes[i] = 1 or v_fitting[i] = 'null' or v_fitting[i] ? 'text'
            or v_fitting[i] ? tabular_import_engine.holding_type(v_classes[i], true);
    end if;
    select c.row_count, c.classes, c.have_one_offset into v_rows, v_classes, v_offsets
    from tabular_import_engine.cell_classes(v_cells, null) as c;
    select
        array_agg(t.type_name order by t.n),
        array_agg(t.place order by t.n)
    into v_types, v_chosen
    from (
        select distinct on (w.n)
            w.n,
            w.place,
            case when w.is_fitting then w.type_name else 'text' end as type_name
        from (
            select
                v_columns[i] as n,
                i as place,
                h.type_name,
                v_fitting[i] = 'null' or v_fitting[i] ? h.type_name as is_fitting
            from generate_subscripts(v_columns, 1) as i
            cross join lateral tabular_import_engine.holding_type(v_classes[i], coalesce(v_offsets[i], false))
                as h (type_name)
        ) as w
        -- The last way to read a column is as a text.
        order by w.n, not w.is_fitting, case when w.is_fitting then w.place else -w.place end
    ) as t;
    v_cells := array(select v_cells[c.place] from unnest(v_chosen) with ordinality as c (place, n) order by c.n);
    v_classes := array(select v_classes[c.place] from unnest(v_chosen) with ordinality as c (place, n) order by c.n);
    if v_key <> '{}' and not tabular_import_engine.is_key(v_key, v_types, v_cells) then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('The key cannot be: %s', v_key_names),
            hint => 'A key is filled in every row and differs between any two: choose other columns, or none.');
    end if;
    if v_key = '{}' and v_rows > 1 then
        v_keys := array(
            select v_names[c.n]
            from (
                select n
                from generate_subscripts(v_names, 1) as n
                where
                    v_names[n] is not null and v_classes[n] & 1 = 0
                    and v_types[n] in ('integer', 'bigint', 'uuid', 'text')
                order by n
                limit c_tries
            ) as c
            where tabular_import_engine.is_key(array[c.n], v_types, v_cells)
            order by c.n);
    end if;
    return query
    select
        format(
            e'create table %I.%I (\n%s%s\n)', v_table[1], v_table[2],
            (
                select string_agg(
                    format('    %I %s', v_names[n], v_types[n])
                    || case when v_key = array[n] then ' primary key' else '' end, e',\n' order by n)
                from generate_subscripts(v_names, 1) as n
                where v_names[n] is not null
            ),
            case when cardinality(v_key) > 1 then format(e',\n    primary key (%s)', v_key_names) end),
        v_names,
        v_keys;
end;
$$;

comment on function tabular_import_engine.propose_table(text, text[], text[], jsonb, name) is
'See tabular_import.propose_table. schema_name: where a name without one leads.';
