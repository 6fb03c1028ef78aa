create or replace function tabular_import_private.find_proposal(
    table_id oid, source text, header text[], fitted text[], renames jsonb, options jsonb, plan_options jsonb,
    reading jsonb, job_id bigint, out proposal jsonb, out sentences text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So many cells are judged at most, which takes some seconds.
    c_most_cells constant bigint := 5000000;
    c_most_columns constant bigint := 100;
    -- Options are no longer than this.
    c_most_bytes constant integer := 65536;
    v_is_typed constant boolean := coalesce(find_proposal.reading ->> 'format', 'csv') not in ('csv', 'tsv');
    v_place constant text := tabular_import_engine.row_word(find_proposal.reading);
    v_source text := find_proposal.source;
    v_words text[];
    v_units record;
    v_refused text[];
    v_rows bigint;
    v_has_questions boolean;
    v_left bigint;
    v_column record;
    v_cells text[];
    v_found record;
    v_rules jsonb := '{}'::jsonb;
    v_renames jsonb := find_proposal.renames;
    v_ruled text[] := '{}';
    v_comma text;
    v_questions text[];
    v_signs jsonb;
    v_totals record;
    v_given jsonb;
    v_known jsonb := '{}'::jsonb;
    v_markers text[] := '{}';
begin
    -- The one look at all rows, unless something comes into question.
    execute format(
        'select count(*), coalesce(bool_or(strpos(s.read_error, ''set option skip_rows to '') > 0), false) '
        'from %s as s', v_source)
    into v_rows, v_has_questions;
    v_words := '{}';
    sentences := '{}';
    if v_has_questions then
        select s.words, s.sentences into v_words, sentences
        from tabular_import_private.skip_proposal(
            find_proposal.table_id, v_source, find_proposal.fitted, v_place) as s;
    end if;
    execute tabular_import_private.units_line_sql(find_proposal.table_id, v_source, find_proposal.fitted) into v_units;
    if v_units.line_number is not null then
        v_words := v_words || 'units'::text;
        sentences := sentences || tabular_import_private.skip_sentence('units', v_place, 1, v_units.line_number);
        v_source := format('(select u.* from %s as u where u.row_number <> %s)', v_source, v_units.row_number);
    end if;

    v_refused := array(
        select distinct e.column_name
        from tabular_import_private.import_job_error as e
        where e.job_id = find_proposal.job_id and e.is_cell_error
            and e.line_number is distinct from v_units.line_number);
    v_left := least(greatest(c_most_cells / greatest(v_rows, 1), 1), c_most_columns);
    for v_column in
        select c.*
        from tabular_import_private.columns_to_judge(
            find_proposal.table_id, find_proposal.header, find_proposal.fitted, find_proposal.options) as c
        where find_proposal.job_id is null or c.column_name = any(v_refused)
        order by c.place
    loop
        v_given := tabular_import_engine.column_rule(find_proposal.plan_options, v_column.column_name);
        -- Most cells that are simply wrong show it by themselves.
        v_cells := tabular_import_private.refused_cells(
            find_proposal.job_id, v_column.column_name, v_column.type_id);
        if v_cells is not null and not tabular_import_private.may_have_rule(
            v_cells, v_column.type_id, v_column.typmod, v_column.may_be_null, v_given)
        then
            if v_column.type_id = any(tabular_import_engine.number_types()) then
                sentences := sentences || array_remove(array[tabular_import_private.currencies_sentence(
                    v_cells, tabular_import_private.quoted_cell(v_column.column_name))], null);
            end if;
            v_known := v_known || jsonb_build_object(v_column.column_name, coalesce(v_given, '{}'));
            continue;
        end if;
        if v_left = 0 then
            sentences := sentences || 'Not all columns were looked at, as there are many.'::text;
            exit;
        end if;
        v_left := v_left - 1;
        if v_signs is null and v_column.type_id = any(tabular_import_engine.number_types()) then
            v_signs := (
                select coalesce(jsonb_object_agg(d.column_name, d.signs), '{}')
                from tabular_import_private.decimal_signs(
                    v_source, find_proposal.table_id, find_proposal.fitted, find_proposal.plan_options, v_is_typed)
                    as d);
        end if;
        select p.* into v_found
        from tabular_import_private.column_proposal(
            v_source, 'c' || v_column.place, v_column.type_id, v_column.typmod, v_column.may_be_null,
            v_given, v_is_typed, tabular_import_private.quoted_cell(v_column.column_name), v_column.entry,
            (select string_agg(o.value, '') from jsonb_each_text(v_signs - v_column.column_name) as o), v_place) as p;
        -- Cells that are no values of the column speak against its name.
        if v_found.refused > 0 and v_found.rule is null then
            v_renames := v_renames - v_column.entry;
        end if;
        sentences := sentences || array_remove(array[v_found.sentence], null);
        v_known := v_known || jsonb_build_object(
            v_column.column_name, tabular_import_private.added_rule(v_given, v_found.rule));
        continue when v_found.rule is null;
        v_rules := v_rules || jsonb_build_object(
            v_column.entry, tabular_import_private.column_entry(
                find_proposal.options, v_column.entry, v_renames ->> v_column.entry,
                v_known -> v_column.column_name, v_found.rule));
        v_markers := v_markers || tabular_import_engine.text_list(v_found.rule -> 'null_values');
        v_ruled := v_ruled || v_column.column_name;
        if v_found.rule ->> 'decimal_separator' = ',' then
            v_comma := coalesce(v_comma, v_column.column_name);
        end if;
    end loop;

    sentences := sentences || array(
        select m.sentence
        from (
            select tabular_import_private.text_markers_sentence(
                v_source, find_proposal.table_id, find_proposal.fitted, find_proposal.plan_options, w.word) as sentence
            from (select distinct d.word from unnest(v_markers) as d (word) order by d.word limit 5) as w
        ) as m
        where m.sentence is not null);
    if v_has_questions then
        -- Other columns have the options they have.
        select t.* into v_totals
        from tabular_import_private.totals_proposal(
            v_source, find_proposal.table_id, find_proposal.fitted,
            (
                select coalesce(
                    jsonb_object_agg(
                        h.name, tabular_import_engine.column_rule(find_proposal.plan_options, h.name)), '{}') || v_known
                from unnest(find_proposal.fitted) as h (name)
                where h.name is not null
            ), v_place) as t;
        sentences := array_remove(array[v_totals.sentence], null) || sentences;
        if v_totals.is_certain then
            v_words := v_words || 'totals'::text;
        end if;
    end if;

    -- With the proposal they would be loaded as they stand.
    v_comma := coalesce(v_comma, (
        select min(c.key)
        from jsonb_each(find_proposal.plan_options -> 'columns') as c
        where c.value ->> 'decimal_separator' = ','));
    if v_comma is not null and not v_is_typed then
        v_questions := tabular_import_private.comma_questions(
            v_source, find_proposal.table_id, find_proposal.fitted, find_proposal.plan_options, v_ruled, v_comma);
        if v_questions <> '{}' then
            sentences := sentences || v_questions;
        end if;
    end if;
    sentences := array(
        select format(
            '%s may be the column %s: load again with columns=%s.',
            tabular_import_private.quoted_cell(r.key), tabular_import_private.quoted_cell(r.value),
            tabular_import_engine.shortened(jsonb_build_object(r.key, r.value)::text))
        from jsonb_each_text(v_renames) as r
        order by array_position(find_proposal.header, r.key)) || sentences;
    if v_words <> '{}' then
        proposal := jsonb_build_object('skip_rows', tabular_import_private.listed_words(
            find_proposal.options -> 'skip_rows', v_words));
    end if;
    if v_renames || v_rules <> '{}' then
        proposal := coalesce(proposal, '{}') || jsonb_build_object(
            'columns', tabular_import_private.renamed_columns(find_proposal.options, v_renames) || v_rules);
    end if;
    if octet_length((find_proposal.options || proposal)::text) > c_most_bytes then
        proposal := null;
    end if;
end;
$$;

comment on function tabular_import_private.find_proposal(
    oid, text, text[], text[], jsonb, jsonb, jsonb, jsonb, bigint
) is
'With which options a file that was refused may be loaded, as far as its own cells show it. source: SQL for a '
'relation of its rows as they stand in the file, with row_number, line_number, read_error and cells c1 ...; header: '
'of the file; fitted: the table''s column for each, or NULL; renames: see near_header; options: the job''s; '
'plan_options: the same as the plan has them; reading: how the file was read; job_id: whose row errors tell which '
'columns are refused, NULL to look at all. Returns proposal, to be set with || over the options, or NULL, and '
'sentences for the hint. Types that are not PostgreSQL''s own are not looked at, but for enums.';
