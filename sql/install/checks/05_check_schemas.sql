-- Whoever owns a schema of ours can do what we do. So a first install makes all of them itself, and a later one finds
-- all of them, with one owner for everything in them. Only the catalog tells: what is there may be somebody's trap.
do $$
declare
    c_schemas constant text [] := array[
        'tabular_import', 'tabular_import_private', 'tabular_import_engine', 'tabular_import_runner',
        'tabular_import_staging'
    ];
    v_owner oid;
    v_is_installed boolean;
    v_foreign record;
begin
    select n.nspowner into v_owner
    from pg_namespace as n
    where n.nspname = 'tabular_import_private';
    select count(*) = 2 into v_is_installed
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = 'tabular_import_private' and c.relname in ('migration', 'import_job') and c.relkind = 'r';

    if not v_is_installed then
        -- The installing role itself may have come as far as the record of migrations.
        select n.nspname as name, pg_get_userbyid(n.nspowner) as owner into v_foreign
        from pg_namespace as n
        where
            n.nspname = any(c_schemas)
            and (
                n.nspname <> 'tabular_import_private'
                or pg_get_userbyid(n.nspowner) <> current_user
                or exists (
                    select from pg_class as c
                    where
                        c.relnamespace = n.oid and c.relkind not in ('i', 't')
                        and (c.relname <> 'migration' or c.relowner <> n.nspowner or c.relhastriggers or c.relhasrules)
                )
                or exists (select from pg_proc as p where p.pronamespace = n.oid and p.proowner <> n.nspowner)
            )
        order by n.nspname
        limit 1;
        if found then
            raise exception using
                errcode = 'TI002',
                message = format(
                    'The schema %s is there already and belongs to %s; a first install makes its schemas itself.',
                    v_foreign.name, v_foreign.owner
                ),
                hint = format(
                    'If nobody needs what is in it, drop it (drop schema %I cascade;) and install again.',
                    v_foreign.name
                );
        end if;
        return;
    end if;

    select s.name, pg_get_userbyid(n.nspowner) as owner into v_foreign
    from unnest(c_schemas) as s (name)
    left join pg_namespace as n on n.nspname = s.name
    where n.nspowner is distinct from v_owner
    order by s.name
    limit 1;
    if found then
        raise exception using
            errcode = 'TI002',
            message = case
                when v_foreign.owner is null
                    then format('The schema %s of the installed program is missing.', v_foreign.name)
                else format(
                    'The schema %s belongs to %s, but tabular_import_private to %s.',
                    v_foreign.name, v_foreign.owner, pg_get_userbyid(v_owner)
                )
            end,
            hint = case
                when v_foreign.owner is null
                    then 'Restore the whole database, or drop all schemas tabular_import... and install again.'
                else format(
                    'If that is as it should be, let a superuser call: alter schema %I owner to %I;',
                    v_foreign.name, pg_get_userbyid(v_owner)
                )
            end;
    end if;

    -- Runners belong to the roles that they run as.
    select o.description, pg_get_userbyid(o.owner) as owner into v_foreign
    from (
        select
            pg_describe_object('pg_class'::regclass, c.oid, 0) as description,
            c.relnamespace as schema,
            c.relowner as owner
        from pg_class as c
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        union all
        select pg_describe_object('pg_proc'::regclass, p.oid, 0), p.pronamespace, p.proowner
        from pg_proc as p
        union all
        select pg_describe_object('pg_type'::regclass, t.oid, 0), t.typnamespace, t.typowner
        from pg_type as t
        where t.typrelid = 0 and t.typelem = 0
    ) as o
    join pg_namespace as n on n.oid = o.schema
    where n.nspname = any(c_schemas) and n.nspname <> 'tabular_import_runner' and o.owner <> v_owner
    order by o.description
    limit 1;
    if found then
        raise exception using
            errcode = 'TI002',
            message = format(
                'What belongs to %s stands in a schema of pg-tabular-import: %s.', v_foreign.owner,
                v_foreign.description
            ),
            hint = format(
                'Drop it, or if it is a part of the program, let a superuser make %s its owner.',
                pg_get_userbyid(v_owner)
            );
    end if;
end
$$;
