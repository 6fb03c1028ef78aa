create or replace function tabular_import_engine.refuse_unfit(
    table_name text, table_id oid, has_temporary boolean default false
)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_unfit record;
begin
    if refuse_unfit.table_id is null then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            case
                when coalesce(refuse_unfit.table_name, '') = '' then 'The name of the table is missing.'
                else format('Table does not exist: %s', refuse_unfit.table_name)
            end,
            hint => format(
                'Name it as in SQL, with its schema where the search_path does not find it; %stables that you may not '
                'see do not count.', case when refuse_unfit.has_temporary then '' else 'temporary tables and ' end));
    end if;
    v_unfit := tabular_import_engine.unfit_target(refuse_unfit.table_id);
    if v_unfit.problem is not null then
        perform tabular_import_engine.raise_error('table_not_found', v_unfit.problem, hint => v_unfit.remedy);
    end if;
end;
$$;

comment on function tabular_import_engine.refuse_unfit(text, oid, boolean) is
'Raises table_not_found where a name means nothing to the caller, or a relation that nothing can be imported into. '
'table_id: what the name means to the caller, or NULL; has_temporary: whether temporary tables count.';
