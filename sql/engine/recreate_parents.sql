create or replace function tabular_import_engine.recreate_parents(
    plan tabular_import_engine.import_plan, taken_back tabular_import_engine.row_outcome[],
    inout reasons jsonb, out outcomes tabular_import_engine.row_outcome[]
)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_errors tabular_import_engine.row_outcome[] := array(
        select o from unnest(taken_back) as o where tabular_import_engine.is_row_error(o.sqlstate));
    v_rejected bigint[] := array(select distinct e.row_number from unnest(v_errors) as e);
    v_kept tabular_import_engine.import_plan;
    v_created tabular_import_engine.row_outcome[];
    v_outcomes tabular_import_engine.row_outcome[];
    v_refused bigint[];
    v_needs jsonb;
    v_more jsonb;
    v_is_final boolean := false;
    v_reasons jsonb := recreate_parents.reasons;
begin
    if array_position(v_rejected, null) is not null then
        -- Nothing of the file goes in.
        outcomes := taken_back;
        return;
    end if;
    -- A row may need what was created for a refused one, and is refused then, too.
    while not v_is_final loop
        v_refused := '{}';
        begin
            v_kept := plan;
            v_kept.options := plan.options || jsonb_build_object('refused_rows', v_rejected);
            execute tabular_import_engine.immediate_sql(v_kept);
            select c.outcomes, c.reasons into v_created, v_more from tabular_import_engine.create_parents(v_kept) as c;
            -- A key that stays without a row is asked for once, before the rows that name it are refused.
            v_reasons := (
                select coalesce(jsonb_object_agg(
                    k.number, coalesce(v_more -> k.number, '{}') || coalesce(v_reasons -> k.number, '{}')), '{}')
                from (
                    select jsonb_object_keys(v_reasons) as number
                    union
                    select jsonb_object_keys(v_more)
                ) as k);
            reasons := v_reasons;
            v_kept := tabular_import_engine.with_own_rows(v_kept);
            v_needs := tabular_import_engine.needed_rows(v_kept);
            v_outcomes := array(select o from tabular_import_engine.import_plain(v_kept) as o);
            v_refused := array(
                select distinct o.row_number from unnest(v_outcomes) as o
                where tabular_import_engine.is_row_error(o.sqlstate));
            v_is_final := v_refused <@ v_rejected;
            if not v_is_final then
                perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
            end if;
        exception
            when sqlstate 'TI022' then
                if v_refused <@ v_rejected then
                    raise;
                end if;
        end;
        if not v_is_final then
            v_errors := v_errors || array(
                select o from unnest(v_outcomes) as o
                where tabular_import_engine.is_row_error(o.sqlstate)
                    and (o.row_number is null or o.row_number <> all(v_rejected)));
            v_rejected := array(select r from unnest(v_rejected) as r union select f from unnest(v_refused) as f);
            if array_position(v_rejected, null) is not null then
                outcomes := v_errors;
                return;
            end if;
        end if;
    end loop;
    outcomes := array(
        select e from unnest(v_errors) as e where e.row_number = any(v_refused)
        union all
        select o from unnest(v_outcomes) as o where tabular_import_engine.is_row_error(o.sqlstate) is not true
        union all
        select m from tabular_import_engine.misled_rows(v_kept, v_refused, v_needs) as m
        union all
        select c from unnest(v_created) as c);
end;
$$;

comment on function tabular_import_engine.recreate_parents(
    tabular_import_engine.import_plan, tabular_import_engine.row_outcome[], jsonb
) is
'Creates the rows that links of the good rows name, and imports these, when it is known which rows of the file are '
'refused: what these alone would need is not created. taken_back: the outcomes of the import without that; reasons: '
'what create_parents has told, to which this adds; outcomes: as import_rows returns them, and what was created.';
