create or replace function tabular_import_engine.key_clashes(
    plan tabular_import_engine.import_plan, source text, unfit bigint[], bad bigint[]
)
returns bigint[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- As in query_outcomes.
set enable_seqscan = off
set enable_nestloop = off
set enable_sort = on
set work_mem = '64MB'
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
    v_query text;
    v_rows bigint[];
    v_firsts integer[];
    v_keys integer := (select count(*) from tabular_import_engine.unique_keys(plan));
    v_is_held boolean[];
    v_clashing bigint[] := '{}';
    v_is_free boolean;
begin
    -- Of each row that is not bad and for each key, the place of the first such row that has it.
    select tabular_import_engine.fill(
        $sql$
with
{key_rows},
candidate as materialized (
    select pg_catalog.row_number() over (order by sharing.row_number)::integer as place, sharing.*
    from sharing
    where not sharing.is_bad
),
holder as materialized (
    select candidate.place, candidate.row_number, {firsts}
    from candidate
)
select
    array(select holder.row_number from holder order by holder.place),
    array(
        select k.first
        from holder
        cross join lateral (values {first_of_each}) as k (number, first)
        order by holder.place, k.number
    )
$sql$,
        'key_rows', tabular_import_engine.key_rows_sql(plan, key_clashes.source, '$2'),
        'firsts', string_agg(
            format(
                'case when %s then pg_catalog.min(candidate.place) over (partition by %s) end as first%s',
                case when u.nulls_clash then 'true' else format('row(%s) is not null', u.keys) end, u.keys, u.number),
            ', ' order by u.number),
        'first_of_each', string_agg(format('(%1$s, holder.first%1$s)', u.number), ', ' order by u.number))
    into v_query
    from (
        select
            k.number, k.nulls_clash,
            array_to_string(
                tabular_import_engine.numbered(format('candidate.k%s_', k.number), cardinality(k.key_columns)), ', '
            ) as keys
        from tabular_import_engine.unique_keys(plan) with ordinality as k (
            index_name, key_columns, nulls_clash, is_readable, equality, number)
    ) as u;
    perform set_config('enable_sort', (not (plan.diagnosis).can_hash)::text, true);
    perform set_config('search_path', plan.search_path, true);
    execute v_query into v_rows, v_firsts using key_clashes.unfit, key_clashes.bad;
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);

    -- One step for each row and key, however the keys hang together.
    v_is_held := array_fill(false, array[cardinality(v_firsts)]);
    for v_place in 1..cardinality(v_rows) loop
        v_is_free := true;
        for v_key in 1..v_keys loop
            if v_is_held[(v_firsts[(v_place - 1) * v_keys + v_key] - 1) * v_keys + v_key] then
                v_is_free := false;
                exit;
            end if;
        end loop;
        if not v_is_free then
            v_clashing := v_clashing || v_rows[v_place];
            continue;
        end if;
        for v_key in 1..v_keys loop
            if v_firsts[(v_place - 1) * v_keys + v_key] is not null then
                v_is_held[(v_firsts[(v_place - 1) * v_keys + v_key] - 1) * v_keys + v_key] := true;
            end if;
        end loop;
    end loop;
    return v_clashing;
end;
$$;

comment on function tabular_import_engine.key_clashes(tabular_import_engine.import_plan, text, bigint[], bigint[]) is
'The rows that do not go in because an earlier one that does has one of their keys. bad: rows that do not go in for '
'other reasons; source: see chunk_source_sql, without rows that have no values to judge, the unfit ones, which '
'it calls $1.';
