create or replace function tabular_import_private.check_merging(options jsonb)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_useless text := (
        select n.name
        from unnest(array['key', 'if_blank']) as n (name)
        where check_merging.options ? n.name
        limit 1);
begin
    -- The job that is meant would be taken for the one that was a trial.
    if check_merging.options -> 'dry_run' = 'true' and check_merging.options ? 'idempotency_key' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The options ''dry_run'' and ''idempotency_key'' contradict each other.',
            hint => 'Leave the key to the job that imports: with the same key, it would not be submitted any more.');
    end if;
    if check_merging.options -> 'dry_run' = 'true' and check_merging.options -> 'hold' = 'true' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The options ''dry_run'' and ''hold'' contradict each other.',
            hint => 'A job that is held is tried, too, and changes nothing before it is released: leave dry_run out.');
    end if;
    if v_useless is not null and tabular_import_engine.merge_mode(check_merging.options) is null then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s does nothing where all rows are inserted.', quote_literal(v_useless)),
            hint => format('Set option mode as well, such as to upsert, or leave %s out.', v_useless));
    end if;
    if check_merging.options ? 'if_blank' and check_merging.options ->> 'mode' = 'skip_existing' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The option ''if_blank'' does nothing in mode skip_existing, which changes no row.',
            hint => 'Leave it out, or let option mode be upsert.');
    end if;
    v_useless := (
        select n.name
        from unnest(array['scope', 'max_deletes']) as n (name)
        where check_merging.options ? n.name
        limit 1);
    if v_useless is not null and not tabular_import_engine.deletes_rows(check_merging.options) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The option %s does nothing where no row is deleted.', quote_literal(v_useless)),
            hint => format('Set option mode to sync or replace, or leave %s out.', v_useless));
    end if;
    if check_merging.options ->> 'mode' = 'replace' and not check_merging.options ? 'max_deletes' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The option ''mode'' replace needs max_deletes.',
            hint => 'Say how many rows it may delete, such as by option max_deletes: "100 %".');
    end if;
    -- The table's row of a refused one would be deleted.
    if tabular_import_engine.deletes_rows(check_merging.options)
        and tabular_import_engine.keeps_good_rows(check_merging.options) then
        perform tabular_import_engine.raise_error(
            'invalid_option',
            format('The options ''mode'' %s and ''on_error'' skip contradict each other.',
                check_merging.options ->> 'mode'),
            hint => 'Leave one of the two out: what a refused row is in the table must not be deleted for that.');
    end if;
    if check_merging.options ? 'max_errors' and not tabular_import_engine.keeps_good_rows(check_merging.options) then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The option ''max_errors'' does nothing without on_error skip.',
            hint => 'Set option on_error to skip as well, or leave max_errors out.');
    end if;
    -- What it proposes would be applied to a file whose good rows are in the table.
    if check_merging.options ->> 'propose' = 'apply'
        and tabular_import_engine.keeps_good_rows(check_merging.options) then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The options ''propose'' apply and ''on_error'' skip contradict each other.',
            hint => 'Let a job without on_error show or apply what the file proposes, then import it with on_error '
                'skip.');
    end if;
end;
$$;

comment on function tabular_import_private.check_merging(jsonb) is
'Raises invalid_option where options about what becomes of the rows contradict each other. options: all that hold.';
