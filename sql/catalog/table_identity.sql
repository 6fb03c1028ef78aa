create or replace function tabular_import_engine.table_identity(
    table_id oid, referred text[] default null, out columns text[], out candidates jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys jsonb := (
        select coalesce(jsonb_agg(to_jsonb(k)), '[]')
        from tabular_import_engine.identity_keys(table_identity.table_id) as k);
begin
    select
        min(k.columns),
        case when count(*) > 1 then jsonb_agg(to_jsonb(k.columns)) end
    into columns, candidates
    from (
        select g.columns, rank() over (order by g.preference) as place
        from (
            select
                k.columns,
                case
                    when k.is_primary and not k.is_surrogate then 1
                    when not k.is_surrogate then case when k.may_be_null then 3 else 2 end
                    when k.is_primary then 4
                    else 5
                end as preference
            from jsonb_to_recordset(v_keys) as k (
                columns text[], is_primary boolean, is_surrogate boolean, may_be_null boolean)
            -- What has more than a key says no more than the key.
            where k.is_primary or not exists (
                select from jsonb_to_recordset(v_keys) as o (columns text[])
                where o.columns <@ k.columns and not k.columns <@ o.columns
            )
        ) as g
        order by g.columns
    ) as k
    where k.place = 1;
    if candidates is not null then
        columns := null;
        -- Whoever made a reference to one of them has chosen it.
        if candidates @> jsonb_build_array(to_jsonb(table_identity.referred)) then
            columns := (
                select k.columns
                from jsonb_to_recordset(v_keys) as k (columns text[])
                where k.columns <@ table_identity.referred and table_identity.referred <@ k.columns);
        end if;
        if columns is not null then
            candidates := null;
        end if;
    end if;
end;
$$;

comment on function tabular_import_engine.table_identity(oid, text[]) is
'The columns by which people name a row of a table: its primary key, unless that is a mere surrogate, then its unique '
'key, rather one without NULLs. referred: the columns that a reference leads to, which decide where there are several. '
'columns: NULL where there are several, which are the candidates then, or none.';
