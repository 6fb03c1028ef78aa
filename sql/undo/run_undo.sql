create or replace function tabular_import_engine.run_undo(undo jsonb, dry_run boolean, search_path text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    v_lines constant text := undo ->> 'lines';
    v_undo jsonb := undo || jsonb_build_object(
        'search_path', coalesce(undo ->> 'search_path', run_undo.search_path));
    v_settings jsonb := (
        select jsonb_object_agg(s.name, current_setting(s.name))
        from jsonb_object_keys(undo -> 'settings') as s (name));
    v_plan tabular_import_engine.import_plan;
    v_table jsonb;
    v_rows bigint[];
    v_reasons text[];
    v_notes text[];
    v_is_done boolean := false;
begin
    begin
        -- What the caller has deferred before is none of the rows'.
        v_plan.table_id := (undo #>> '{tables,0,id}')::oid;
        v_plan.options := '{"is_records": true}';
        execute tabular_import_engine.immediate_sql(v_plan);
        -- The texts are read under the settings under which they were written.
        perform set_config(s.name, s.value, true)
        from jsonb_each_text(undo -> 'settings') as s (name, value);
        for v_table in
            select t.value
            from jsonb_array_elements(undo -> 'tables') with ordinality as t (value, n)
            order by t.n
        loop
            perform tabular_import_engine.undo_table(v_undo, v_table);
        end loop;
        if (undo ->> 'missing')::bigint > 0 then
            execute format(
                'insert into %1$s (line, reason) select least(min(l.line), 0) - 1, $1 from %1$s as l', v_lines)
            using format(
                '%s row(s) that the job updated or deleted are not put back: what was recorded of them has been '
                'erased.', undo ->> 'missing');
        end if;
        execute format(
            'select array_agg(l.line order by l.line) filter (where l.table_id is not null), '
            'array_agg(l.reason order by l.line) filter (where l.table_id is not null), '
            'array_agg(l.reason order by l.line) filter (where l.table_id is null) '
            'from %s as l where l.reason is not null', v_lines)
        into v_rows, v_reasons, v_notes;
        v_is_done := true;
        if run_undo.dry_run then
            perform tabular_import_engine.raise_error('rows_rejected', 'taken back');
        end if;
        perform tabular_import_engine.defer_again();
    exception
        when sqlstate 'TI022' then
            if not v_is_done then
                raise;
            end if;
            execute format(
                'update %s as l set reason = r.reason from unnest($1::bigint[], $2::text[]) as r (line, reason) '
                'where l.line = r.line', v_lines)
            using v_rows, v_reasons;
            execute format(
                'insert into %s (line, reason) '
                'select -n.n, n.note from unnest($1::text[]) with ordinality as n (note, n)',
                v_lines)
            using v_notes;
    end;
    perform set_config(s.name, s.value, true)
    from jsonb_each_text(v_settings) as s (name, value)
    where s.value <> current_setting(s.name);
end;
$$;

comment on function tabular_import_engine.run_undo(jsonb, boolean, text) is
'Puts back, as the current user, the rows of the table that undo_import_job has made, and writes into it why rows stay '
'as they are. undo: as that returns it; dry_run: all is taken back; search_path: the '
'caller''s, under which another''s job is undone.';
