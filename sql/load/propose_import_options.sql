create or replace function tabular_import_private.propose_import_options(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, header text[], rows jsonb,
    options jsonb, reading jsonb
)
returns table (proposal jsonb, sentences text[])
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    v_caller regrole := tabular_import_private.caller(propose_import_options.called_by);
    v_options jsonb;
    v_near record;
begin
    perform tabular_import_engine.refuse_unfit(propose_import_options.table_name, propose_import_options.table_id);
    if not has_any_column_privilege(v_caller, propose_import_options.table_id, 'insert') then
        perform tabular_import_engine.raise_error(
            'not_permitted', format('Permission denied for table: %s', propose_import_options.table_name),
            hint => format(
                'The owner of the table has to call: grant insert on %s to %s;',
                tabular_import_engine.table_path(propose_import_options.table_id), v_caller));
    end if;
    perform tabular_import_private.check_options(propose_import_options.options);
    v_options := tabular_import_private.with_profile(
        v_caller, propose_import_options.options, propose_import_options.table_id);
    if not tabular_import_private.are_inline_rows(propose_import_options.header, propose_import_options.rows) then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'The rows do not have a cell for each column of the header.',
            hint => 'Give an array of rows, each as [line number, read error or null, cell, ...].');
    end if;
    select n.* into v_near
    from tabular_import_private.near_header(
        propose_import_options.table_id, v_caller, propose_import_options.header, v_options) as n;
    return query
    select p.proposal, p.sentences
    from tabular_import_private.find_proposal(
        propose_import_options.table_id,
        tabular_import_private.inline_source_sql(v_near.fitted, propose_import_options.rows),
        propose_import_options.header, v_near.fitted, v_near.renames, v_options,
        v_near.plan_options, propose_import_options.reading, null) as p;
end;
$$;

comment on function tabular_import_private.propose_import_options(
    tabular_import_private.calling_role, text, oid, text[], jsonb, jsonb, jsonb
) is
'See tabular_import.propose_import_options. called_by: the role that calls it; table_id: what the name means to '
'it, or NULL.';
