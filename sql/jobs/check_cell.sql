create or replace function tabular_import_private.check_cell(value text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most bigint := tabular_import_private.setting('max_cell_length', 0);
begin
    if length(check_cell.value) > v_most then
        perform tabular_import_private.raise_limit(
            format('A cell may have %s characters at most.', v_most), 'Give a shorter one', 'max_cell_length');
    end if;
end;
$$;

comment on function tabular_import_private.check_cell(text) is
'Raises limit_exceeded for a text that is longer than a cell of a file may be.';
