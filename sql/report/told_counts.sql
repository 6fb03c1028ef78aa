create or replace function tabular_import_engine.told_counts(outcomes tabular_import_engine.row_outcome[])
returns tabular_import_engine.import_counts
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts tabular_import_engine.import_counts;
begin
    select
        coalesce(
            sum(o.row_count) filter (
                where o.sqlstate = '02000' or o.sqlstate = '00000' and o.message = 'present'),
            0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'present'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'updated'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'unchanged'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'deleted'), 0),
        coalesce(sum(o.row_count) filter (where o.sqlstate = '00000' and o.message = 'created'), 0),
        array_agg(o.detail order by o.ordinality) filter (where o.sqlstate = '00000' and o.message = 'created')
    into v_counts.rows_skipped, v_counts.rows_present, v_counts.rows_updated, v_counts.rows_unchanged,
        v_counts.rows_deleted, v_counts.parents_created, v_counts.created
    from unnest(told_counts.outcomes) with ordinality as o;
    return v_counts;
end;
$$;

comment on function tabular_import_engine.told_counts(tabular_import_engine.row_outcome[]) is
'The counts that count_outcome and skip_outcome tell, among other outcomes.';
