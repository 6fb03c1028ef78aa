create or replace function tabular_import_private.set_import_retention(
    called_by tabular_import_private.calling_role, table_name text, table_id oid, kind text, keep interval
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A table that is gone can still lose its policy, by the name that view import_retention shows.
    v_path text := case
        when set_import_retention.table_name is null then ''
        when set_import_retention.table_id is not null
            then tabular_import_engine.table_path(set_import_retention.table_id)
        when set_import_retention.keep is null then set_import_retention.table_name
    end;
begin
    perform tabular_import_private.caller(set_import_retention.called_by);
    perform tabular_import_private.check_length('name of a kind', set_import_retention.kind, 200);
    if v_path is null then
        perform tabular_import_engine.raise_error(
            'table_not_found',
            format('There is no table %s.', quote_literal(left(set_import_retention.table_name, 1000))),
            hint => 'Name it as in SQL, or give NULL for what holds for all tables that have no policy of their own.');
    end if;
    if not exists (
        select from tabular_import_private.kept_data as d where d.kind = set_import_retention.kind
    ) then
        perform tabular_import_engine.raise_error(
            'invalid_option', format('There is no kind %s.', quote_nullable(set_import_retention.kind)),
            hint => format(
                'The kinds are: %s.',
                (select string_agg(distinct d.kind, ', ' order by d.kind) from tabular_import_private.kept_data as d)));
    end if;
    if set_import_retention.keep not between '0' and '1000 years' then
        perform tabular_import_engine.raise_error(
            'invalid_option', 'keep must be an interval from 0 to 1000 years.', hint => 'Such as ''90 days''.');
    end if;
    if set_import_retention.keep is null then
        delete from tabular_import_private.retention as r
        where r.kind = set_import_retention.kind and r.table_path = v_path;
    else
        insert into tabular_import_private.retention (kind, table_path, keep)
        values (set_import_retention.kind, v_path, set_import_retention.keep)
        on conflict on constraint retention_pkey do update set keep = excluded.keep;
    end if;
    update tabular_import_private.retention_turn set next_at = '-infinity';
end;
$$;

comment on function tabular_import_private.set_import_retention(
    tabular_import_private.calling_role, text, oid, text, interval
) is
'See tabular_import.set_import_retention. called_by: the role that calls it; table_id: what the name means to it.';
