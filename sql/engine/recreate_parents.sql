create or replace function tabular_import_engine.recreate_parents(
    plan tabular_import_engine.import_plan, rejected bigint[]
)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rejected bigint[] := array(select distinct r from unnest(recreate_parents.rejected) as r order by r);
    v_created tabular_import_engine.row_outcome[];
begin
    plan.options := plan.options || jsonb_build_object('refused_rows', v_rejected);
    v_created := (tabular_import_engine.create_parents(plan)).outcomes;
    plan := tabular_import_engine.with_own_rows(plan);
    if v_rejected <> array(
        select distinct o.row_number
        from tabular_import_engine.import_plain(plan) as o
        where o.sqlstate not in ('00000', '02000')
        order by o.row_number
    ) then
        -- Another session has changed what the rows are judged by: the job is tried again.
        raise serialization_failure using message = 'Other rows of the file are refused than a moment before.';
    end if;
    return query select o.* from unnest(v_created) as o;
end;
$$;

comment on function tabular_import_engine.recreate_parents(tabular_import_engine.import_plan, bigint[]) is
'Creates the rows that links of the good rows name, and imports these, when it is known which rows of the file are '
'refused: what these alone would need is not created. Returns what was created, see create_parents. Raises '
'serialization_failure if the verdict is another now.';
