create or replace function tabular_import_engine.file_order_outcome(reason text)
returns tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    raise log 'tabular_import: rows go in in file order: %', file_order_outcome.reason;
    return row(
        null, null, null, null, '00000', null, null, null, null, null, null,
        'insert_before_suspects')::tabular_import_engine.row_outcome;
end;
$$;

comment on function tabular_import_engine.file_order_outcome(text) is
'The fallback outcome that tells that suspects are tried between the other rows, which is slower, and writes why to '
'the server''s log. reason: a clause of ours that holds nothing of the file.';
