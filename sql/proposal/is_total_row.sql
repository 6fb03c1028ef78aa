create or replace function tabular_import_private.is_total_row(
    source text, table_id oid, fitted text[], rules jsonb, row_number bigint, is_like text
)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    c_numbers constant regtype[] := tabular_import_engine.number_types();
    v_column record;
    v_found record;
    v_is_sum boolean := false;
    v_is_other boolean := false;
begin
    for v_column in
        select
            'c' || h.place as cell,
            h.type_id,
            h.typmod,
            h.type_id = any(c_numbers) as is_number,
            not h.may_be_null and not c.has_default as must_be,
            nullif(is_total_row.rules -> h.column_name, '{}') as rule
        from tabular_import_private.columns_to_judge(
            is_total_row.table_id, is_total_row.fitted, is_total_row.fitted, '{}') as h
        inner join tabular_import_engine.target_columns(is_total_row.table_id) as c on c.column_name = h.column_name
    loop
        execute format(
            'select count(*) filter (where u.is_above and u.is_bad) as bad_above, '
            'bool_or(u.is_bad) filter (where not u.is_above) as is_bad, '
            'max(u.value) filter (where not u.is_above) as value, '
            'count(u.number) filter (where u.is_above and u.number <> 0) as count, '
            'sum(u.number) filter (where u.is_above) as sum, '
            'max(u.number) filter (where not u.is_above) as number '
            'from (select t.value, t.is_above, t.is_bad, '
            'case when %4$L and not t.is_bad and t.value ~ ''^[-+]?[0-9.]+$'' then t.value::numeric end as number '
            'from (select t.value, t.is_above, %3$s as is_bad from ('
            'select %1$s as value, s.row_number < $1 as is_above from %2$s as s '
            'where s.row_number < $1 and s.read_error is null and not coalesce(%5$s, false) or s.row_number = $1 '
            'offset 0) as t offset 0) as t) as u',
            coalesce(
                tabular_import_engine.rule_sql(
                    v_column.type_id, v_column.typmod, v_column.rule, 's.' || v_column.cell),
                's.' || v_column.cell),
            is_total_row.source,
            tabular_import_private.bad_cell_sql(v_column.type_id, v_column.typmod),
            v_column.is_number, is_total_row.is_like)
        into v_found
        using is_total_row.row_number;
        if v_found.bad_above = 0 and (
            v_found.is_bad or v_column.must_be and coalesce(v_found.value, '') = '')
        then
            return true;
        end if;
        if v_found.number is not null then
            -- One or no number before it is as easily equal by chance.
            if v_found.count > 1 and abs(v_found.sum - v_found.number) <= abs(v_found.sum) * 1e-9 then
                v_is_sum := true;
            else
                v_is_other := true;
            end if;
        end if;
    end loop;
    return v_is_sum and not v_is_other;
end;
$$;

comment on function tabular_import_private.is_total_row(text, oid, text[], jsonb, bigint, text) is
'Whether a row that begins with a word of totals can be no row of the table: it does not fit where all above do, or '
'its numbers are sums of those above. source, fitted: see find_proposal; rules: the value options of each column; '
'is_like: SQL for whether a row s begins with such a word.';
