-- Gives the rights back that others than our own roles had on what was dropped and is there again.
do $$
declare
    v_grant record;
begin
    for v_grant in
        select g.*
        from jsonb_to_recordset(current_setting('tabular_import.granted')::jsonb) as g (
            kind text, object text, "column" text, privilege text, grantee text, grantable boolean
        )
    loop
        continue when not case
            when v_grant.kind = 'routine' then to_regprocedure(v_grant.object) is not null
            when v_grant.column is null then to_regclass(v_grant.object) is not null
            else exists (
                select from pg_attribute as a
                where a.attrelid = to_regclass(v_grant.object) and a.attname = v_grant.column
            )
        end;
        execute format(
            'grant %s %s on %s %s to %I %s',
            v_grant.privilege,
            case when v_grant.column is not null then format('(%I)', v_grant.column) end,
            v_grant.kind,
            v_grant.object,
            v_grant.grantee,
            case when v_grant.grantable then 'with grant option' end
        );
    end loop;
end
$$;
