create or replace function tabular_import_engine.import_linked(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- More of them nobody reads one by one.
    c_most_explained constant integer := 10000;
    v_creates boolean := plan.options @? '$.links[*] ? (@.on_missing == "create")';
    v_created tabular_import_engine.row_outcome[];
    v_reasons jsonb := '{}'::jsonb;
    v_outcome tabular_import_engine.row_outcome;
    v_unresolved tabular_import_engine.row_outcome[] := '{}';
    v_is_refused boolean := false;
    v_is_taken_back boolean := false;
    v_all tabular_import_engine.row_outcome[] := '{}';
    v_rejected bigint[] := '{}';
    v_dangling tabular_import_engine.row_outcome[] := '{}';
    v_has_own boolean;
    v_needs jsonb;
    v_drawn text;
    v_given tabular_import_engine.import_plan := plan;
    v_keeps_good_rows boolean := tabular_import_engine.keeps_good_rows(plan.options);
begin
    begin
        if v_creates then
            perform tabular_import_engine.next_chunk(plan, 0, true);
            execute tabular_import_engine.immediate_sql(plan);
            select p.outcomes, p.reasons into v_created, v_reasons
            from tabular_import_engine.create_parents(plan) as p;
        end if;
        plan := tabular_import_engine.with_own_rows(plan);
        v_drawn := current_setting('tabular_import.drawn', true);
        v_has_own := exists (select from tabular_import_engine.own_links(plan.rules));
        if plan.options ? 'problem' then
            return next tabular_import_engine.row_error(
                plan, null, null, null,
                jsonb_populate_record(
                    null::tabular_import_engine.statement_outcome, plan.options -> 'problem'));
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        if v_has_own and v_keeps_good_rows then
            v_needs := tabular_import_engine.needed_rows(plan);
        end if;
        for v_outcome in select o.* from tabular_import_engine.import_plain(plan) as o loop
            if tabular_import_engine.is_row_error(v_outcome.sqlstate) then
                v_is_refused := true;
                v_rejected := v_rejected || v_outcome.row_number;
            end if;
            if v_creates and v_keeps_good_rows then
                v_all := v_all || v_outcome;
            elsif v_outcome.sqlstate = 'TI023' and cardinality(v_unresolved) < c_most_explained then
                v_unresolved := v_unresolved || v_outcome;
            elsif v_has_own and v_outcome.sqlstate = '23503' and cardinality(v_dangling) < c_most_explained then
                v_dangling := v_dangling || v_outcome;
            else
                return next v_outcome;
            end if;
        end loop;
        if v_creates and v_is_refused and (not v_keeps_good_rows or v_created <> '{}') then
            v_is_taken_back := true;
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        if v_needs is not null then
            return query select m.* from tabular_import_engine.misled_rows(plan, v_rejected, v_needs) as m;
        end if;
        return query select o.* from unnest(v_created) as o;
    exception
        -- No row that was created for a refused file stays; what was returned does.
        when sqlstate 'TI022' then
            if plan.options ? 'problem' then
                return;
            end if;
            if not v_is_taken_back then
                raise;
            end if;
    end;
    if v_is_taken_back and v_keeps_good_rows then
        select r.reasons, r.outcomes into v_reasons, v_all
        from tabular_import_engine.recreate_parents(v_given, v_all, v_reasons) as r;
        v_rejected := array(
            select o.row_number from unnest(v_all) as o where tabular_import_engine.is_row_error(o.sqlstate));
    end if;
    foreach v_outcome in array v_all loop
        if v_outcome.sqlstate = 'TI023' and cardinality(v_unresolved) < c_most_explained then
            v_unresolved := v_unresolved || v_outcome;
        elsif v_has_own and v_outcome.sqlstate = '23503' and cardinality(v_dangling) < c_most_explained then
            v_dangling := v_dangling || v_outcome;
        else
            return next v_outcome;
        end if;
    end loop;
    if v_dangling <> '{}' then
        -- It may be gone with the rows, and what asks about them reads it.
        perform set_config('tabular_import.drawn', coalesce(v_drawn, ''), true);
        return query
        select n.* from tabular_import_engine.name_needed_rows(plan, v_dangling, v_rejected, v_needs) as n;
    end if;
    if v_unresolved <> '{}' then
        return query
        select o.* from tabular_import_engine.diagnose_links(plan, v_unresolved, v_reasons) as o;
    end if;
    if not v_is_refused or v_keeps_good_rows then
        return query select n.* from tabular_import_engine.null_link_notes(plan) as n;
    end if;
end;
$$;

comment on function tabular_import_engine.import_linked(tabular_import_engine.import_plan) is
'Imports staged rows whose links name rows of other tables: creates what is missing, if the options say so, and '
'explains links that name no row. Returns outcomes as import_rows does, and what was created, see create_parents.';
