create or replace function tabular_import_engine.undo_pieces(
    undo jsonb, table_id oid, same text, statement text, alone text
)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_failures constant integer := 1000;
    c_left constant text := 'A trigger of the table has kept it so, or others have just changed it.';
    v_lines constant text := undo ->> 'lines';
    v_pending constant text := format(
        'l.table_id = %s and l.reason is null and not l.is_done and l.line between $1 and $2', undo_pieces.table_id);
    v_from bigint[];
    v_to bigint[];
    v_first bigint;
    v_last bigint;
    v_failed bigint[] := '{}';
    v_reasons text[] := '{}';
    v_removed bigint[];
    v_updated bigint[];
    v_inserted bigint;
    v_expected record;
    v_is_piece boolean := false;
    v_is_better boolean := false;
    v_is_alone boolean;
    v_message text;
    v_detail text;
begin
    execute format(
        'select array[min(l.line)], array[max(l.line)] from %s as l '
        'where l.table_id = $1 and l.reason is null', v_lines)
    into v_from, v_to using undo_pieces.table_id;
    if v_from[1] is null then
        return;
    end if;
    loop
        if cardinality(v_from) = 0 then
            -- What failed before others were put back may go now.
            exit when not v_is_better or v_failed = '{}';
            v_from := v_failed;
            v_to := v_failed;
            v_failed := '{}';
            v_reasons := '{}';
            v_is_better := false;
        end if;
        v_first := v_from[cardinality(v_from)];
        v_last := v_to[cardinality(v_to)];
        v_from := v_from[:cardinality(v_from) - 1];
        v_to := v_to[:cardinality(v_to) - 1];
        if cardinality(v_failed) >= c_most_failures then
            execute format('update %s as l set reason = $3 where %s', v_lines, v_pending)
            using v_first, v_last, format(
                'More than %s rows cannot be put back, of which others tell why: mend these first.', c_most_failures);
            continue;
        end if;
        begin
            v_message := null;
            execute format(
                'select count(*) filter (where l.action = ''insert'') as removed, '
                'count(*) filter (where l.action = ''update'') as updated, '
                'count(*) filter (where l.action = ''delete'') as inserted from %s as l where %s', v_lines, v_pending)
            into v_expected using v_first, v_last;
            perform set_config('search_path', undo ->> 'search_path', true);
            if v_is_piece and undo_pieces.alone is not null then
                execute undo_pieces.alone into v_is_alone using v_first, v_last;
                if v_is_alone then
                    perform tabular_import_engine.raise_error(
                        'invalid_job_state',
                        format('Rows of %s refer to it', tabular_import_engine.table_path(undo_pieces.table_id)));
                end if;
            end if;
            execute undo_pieces.statement into v_removed, v_updated, v_inserted using v_first, v_last;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        exception
            when others or assert_failure then
                if tabular_import_engine.is_environment_error(sqlstate) then
                    raise;
                end if;
                get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
        end;
        if v_message is not null then
            v_is_piece := true;
            if v_first < v_last then
                v_from := v_from || array[(v_first + v_last) / 2 + 1, v_first];
                v_to := v_to || array[v_last, (v_first + v_last) / 2];
            else
                v_failed := v_failed || v_first;
                v_reasons := v_reasons || tabular_import_engine.shortened(
                    concat_ws(' ', v_message || '.', nullif(v_detail, '')));
            end if;
            continue;
        end if;
        v_is_better := v_is_better or v_expected.removed + v_expected.updated + v_expected.inserted > 0;
        if cardinality(v_removed) < v_expected.removed
            or position('select null::pg_catalog.int8 as line where false' in undo_pieces.statement) = 0
            and cardinality(v_updated) < v_expected.updated then
            execute format(
                'update %s as l set reason = $3 where %s and (l.action = ''insert'' and l.line <> all($4) '
                'or l.action = ''update'' and l.line <> all($5))', v_lines, v_pending)
            using v_first, v_last, c_left, v_removed, v_updated;
        end if;
        if v_inserted < v_expected.inserted then
            perform set_config('search_path', undo ->> 'search_path', true);
            execute format(
                'update %s as l set reason = $3 where %s and l.action operator(pg_catalog.=) ''delete'' '
                'and not exists (select from %s as t where %s)', v_lines, v_pending,
                tabular_import_engine.undo_table_sql(undo_pieces.table_id), undo_pieces.same)
            using v_first, v_last, c_left;
            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        end if;
        if v_is_piece then
            execute format('update %s as l set is_done = true where %s', v_lines, v_pending) using v_first, v_last;
        end if;
    end loop;
    execute format(
        'update %s as l set reason = f.reason from unnest($1::bigint[], $2::text[]) as f (line, reason) '
        'where l.line = f.line and l.reason is null', v_lines)
    using v_failed, v_reasons;
end;
$$;

comment on function tabular_import_engine.undo_pieces(jsonb, oid, text, text, text) is
'Puts back the rows of a table all at once; what fails is divided, until the row that fails stands alone, and tried '
'again as long as others go, since one may wait for another. statement: see undo_run_sql; same: see key_match_sql; '
'alone: see undo_find_sql.';
