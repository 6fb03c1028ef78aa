create or replace function tabular_import_engine.merge_set(
    plan tabular_import_engine.import_plan, statements tabular_import_engine.merge_statements, cells text[],
    rows bigint[], row_count bigint
)
returns tabular_import_engine.merge_result
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- So often in a row it may be others who are in the way, and not what row security or a trigger does.
    v_most_turns constant integer := case when row_security_active(plan.table_id) then 3 else 10 end;
    v_mode constant text := tabular_import_engine.merge_mode(plan.options);
    v_is_internal_said boolean := (plan.traits).has_outside_column;
    v_result tabular_import_engine.merge_result;
    v_failure tabular_import_engine.statement_outcome;
    v_absent bigint[];
    v_changed bigint[];
    v_locked bigint[];
    v_stale bigint[];
    v_all bigint;
    v_count bigint;
    v_before integer[];
    v_turns integer := 0;
    v_is_turn boolean;
    v_is_deadlock boolean;
    v_step text;
    -- Version 15 has no presorted aggregates.
    c_settings constant text[] := array['enable_nestloop', 'enable_hashjoin', 'enable_mergejoin']
        || case when current_setting('enable_presorted_aggregate', true) is not null
            then array['enable_presorted_aggregate'] end;
    v_settings text[] := array(
        select current_setting(s.name) from unnest(c_settings) with ordinality as s (name, n) order by s.n);
    v_is_plain boolean := not exists (
        select from tabular_import_engine.table_triggers(plan.table_id) as t
        where not t.is_internal);
    v_is_looked_up boolean;
    v_is_whole constant boolean := merge_set.cells is null and merge_set.rows is null;
    v_is_repeated boolean;
    -- What links join has perhaps no index to look it up by.
    v_is_direct boolean := v_is_plain and merge_set.cells is null and plan.link_head is null
        and not plan.options ? 'changes' and not row_security_active(plan.table_id);
begin
    if merge_set.cells is null then
        v_is_looked_up := row_count * 20 < tabular_import_engine.target_bytes(plan.table_id) / 100;
    end if;
    loop
        v_is_turn := false;
        v_is_deadlock := false;
        v_absent := null;
        v_result := row(0, 0, 0, 0, 0, null, null)::tabular_import_engine.merge_result;
        begin
            -- Nothing is known of the staged rows, and guesses end in quadratic plans.
            if v_is_looked_up then
                perform set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true);
            elsif not v_is_looked_up then
                perform set_config('enable_nestloop', 'off', true);
            end if;
            if cardinality(c_settings) > 3 then
                -- Not all rows are sorted to tell their places in the table apart, which come in order mostly.
                perform set_config('enable_presorted_aggregate', 'off', true);
            end if;
            perform set_config('search_path', plan.search_path, true);
            execute statements.classify into v_absent, v_changed, v_all, v_is_repeated, v_stale
            using merge_set.cells, merge_set.rows;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
            v_absent := coalesce(v_absent, '{}');
            v_changed := coalesce(v_changed, '{}');
            if v_is_whole and v_is_repeated then
                perform set_config(s.name, s.value, true) from unnest(c_settings, v_settings) as s (name, value);
                v_result := null;
                v_result.failure.sqlstate := 'TI025';
                return v_result;
            end if;
            if v_stale is not null then
                perform set_config(s.name, s.value, true) from unnest(c_settings, v_settings) as s (name, value);
                v_result := null;
                v_result.failure.sqlstate := 'TI030';
                v_result.failure.message := 'The row was changed since this file was exported';
                return v_result;
            end if;
            v_locked := case when v_is_direct then v_changed else '{}' end;
            if v_changed <> '{}' and not v_is_direct then
                perform set_config('search_path', plan.search_path, true);
                execute statements.lock into v_locked using merge_set.cells, v_changed;
                perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                v_locked := coalesce(v_locked, '{}');
            end if;
            if cardinality(v_locked) < cardinality(v_changed) then
                -- Others have changed or deleted some of them, unless they may not be changed at all.
                v_is_turn := true;
                v_failure := null;
                v_failure.sqlstate := 'TI024';
                v_failure.message := 'The row that the table has with this key may not be changed';
                perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
            end if;
            if v_mode = 'update' and v_absent <> '{}' then
                v_result.missing := v_absent;
            elsif v_mode = 'skip_existing' then
                v_result.present := v_all - cardinality(v_absent);
            end if;
            v_result.unchanged := v_all - cardinality(v_absent) - cardinality(v_changed) - v_result.present;
            perform tabular_import_engine.run_merge_statement(plan, statements.sum, merge_set.cells, merge_set.rows);
            perform tabular_import_engine.run_merge_statement(plan, statements.keys, merge_set.cells, merge_set.rows);
            -- A row may refer to one of its own table that is to be inserted: there the insert comes first.
            foreach v_step in array case
                when (plan.traits).refers_to_itself then array['insert', 'update'] else array['update', 'insert']
            end loop
                if v_step = 'update' then
                    continue when v_locked = '{}';
                    -- What triggers plan is not to be planned for a whole file.
                    if not v_is_plain then
                        perform set_config(s.name, s.value, true)
                        from unnest(c_settings, v_settings) as s (name, value);
                    elsif v_is_direct then
                        -- By the index of the key, in its order.
                        perform set_config('enable_nestloop', 'on', true), set_config('enable_hashjoin', 'off', true),
                            set_config('enable_mergejoin', 'off', true);
                    end if;
                    v_count := tabular_import_engine.run_merge_statement(
                        plan, statements.update, merge_set.cells, v_locked);
                    if v_is_direct and v_count < cardinality(v_locked) then
                        -- Others have changed or deleted some of them meanwhile.
                        v_is_turn := true;
                        v_failure := null;
                        v_failure.sqlstate := 'TI024';
                        v_failure.message := 'The row that the table has with this key may not be changed';
                        perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
                    end if;
                    v_result.updated := v_count;
                    v_result.skipped := v_result.skipped + cardinality(v_locked) - v_count;
                elsif v_mode <> 'update' then
                    continue when v_absent = '{}';
                    perform set_config(s.name, s.value, true) from unnest(c_settings, v_settings) as s (name, value);
                    v_count := tabular_import_engine.run_merge_statement(
                        plan, statements.insert, merge_set.cells, v_absent);
                    v_result.inserted := v_count;
                    v_result.skipped := v_result.skipped + cardinality(v_absent) - v_count;
                end if;
            end loop;
            perform set_config(s.name, s.value, true) from unnest(c_settings, v_settings) as s (name, value);
            return v_result;
        exception
            when others or assert_failure then
                -- What the block has locked is free again.
                -- Others have moved a row to another partition meanwhile, which one with a single snapshot cannot see.
                if sqlstate = '40001' and v_turns < v_most_turns
                    and current_setting('transaction_isolation') = 'read committed' then
                    v_is_turn := true;
                    v_failure := null;
                elsif sqlstate = '40P01' and v_turns < v_most_turns then
                    v_is_turn := true;
                    v_is_deadlock := true;
                elsif not v_is_turn then
                    if tabular_import_engine.is_environment_error(sqlstate, v_is_internal_said) then
                        raise;
                    end if;
                    get stacked diagnostics
                        v_failure.sqlstate = returned_sqlstate,
                        v_failure.message = message_text,
                        v_failure.detail = pg_exception_detail,
                        v_failure.hint = pg_exception_hint,
                        v_failure.schema_name = schema_name,
                        v_failure.table_name = table_name,
                        v_failure.constraint_name = constraint_name,
                        v_failure.column_name = column_name;
                    v_is_turn := v_failure.sqlstate = '23505'
                        and v_failure.constraint_name = any(statements.key_indexes);
                end if;
        end;
        -- Where others are at work, what is locked first does not change any more.
        v_is_direct := false;
        -- Somebody else may have put in the same key, or changed the row, just now: then it is there the next time.
        if v_before is distinct from array[cardinality(v_absent), cardinality(v_changed)] then
            v_turns := 0;
            v_before := array[cardinality(v_absent), cardinality(v_changed)];
        end if;
        v_turns := v_turns + 1;
        if v_is_deadlock then
            -- Who waits for what is free now has to wake up first, or we would take it away again.
            perform pg_sleep(v_turns * (0.05 + 0.1 * random()));
        end if;
        if not v_is_turn or v_turns > v_most_turns then
            v_result := null;
            if v_is_turn then
                v_failure.hint := case
                    when v_failure.sqlstate = 'TI024' and row_security_active(plan.table_id)
                        then 'Row security keeps you from changing it: take the row out, or ask the owner of the table.'
                    when v_failure.sqlstate = 'TI024'
                        then 'Others change it all the time: import the file again later.'
                    when row_security_active(plan.table_id) then 'A row that you may not see has this key.'
                    else v_failure.hint
                end;
            end if;
            v_result.missing := v_absent;
            v_result.failure := tabular_import_engine.shortened_outcome(v_failure);
            return v_result;
        end if;
    end loop;
    return null;
end;
$$;

comment on function tabular_import_engine.merge_set(
    tabular_import_engine.import_plan, tabular_import_engine.merge_statements, text[], bigint[], bigint
) is
'Merges rows into the target, all of them or none: those that differ from their row are updated, those that '
'are not there inserted, and where another session has meanwhile put in a key or changed a row, all is done anew, and '
'then rows are locked before they are updated. '
'statements: see merge_sql; cells: of one row; rows: the numbers of the rows, NULL for all; row_count: how many. '
'Returns what has become of them, or failure, with missing, the rows that the table has not, if that was found; it '
'is key_repeated where two rows of a whole file have one key, or one has none, and row_changed where one is not as the '
'file was made of it.';
