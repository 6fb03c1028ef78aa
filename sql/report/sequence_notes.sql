create or replace function tabular_import_engine.sequence_notes(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- The greatest is found at the end of the index, or not at all; nobody is waited for.
set enable_seqscan = off
set enable_bitmapscan = off
set lock_timeout = '50ms'
as $$
declare
    v_column record;
    v_is_behind boolean;
    v_table text;
    v_sequence text;
begin
    -- Mostly no column of the file has a default, which is cheaper to find out.
    if not exists (
        select from pg_attribute as a
        where a.attrelid = plan.table_id and (a.attidentity <> '' or a.atthasdef) and a.attname::text = any(plan.header)
    ) then
        return;
    end if;
    -- What a policy hides is not told, and what it needs to be evaluated may not be there.
    if row_security_active(plan.table_id) then
        return;
    end if;
    for v_column in
        select
            a.attname as column_name, s.seqrelid as sequence_id, s.seqincrement as increment, s.seqmax as greatest,
            -- Of the tables that inherit from it neither the index nor the sequence speaks, except of partitions.
            case when c.relkind = 'p' then '' else 'only ' end as only_it
        from pg_attribute as a
        inner join pg_class as c on c.oid = a.attrelid
        inner join pg_type as t on t.oid = a.atttypid
        left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
        cross join lateral (
            select u.objid as id
            from pg_depend as u
            where u.refclassid = 'pg_class'::regclass and u.refobjid = a.attrelid and u.refobjsubid = a.attnum
                and u.classid = 'pg_class'::regclass and u.deptype = 'i' and a.attidentity <> ''
            union
            select u.refobjid
            from pg_depend as u
            where u.classid = 'pg_attrdef'::regclass and u.objid = d.oid and u.refclassid = 'pg_class'::regclass
        ) as u
        inner join pg_sequence as s on s.seqrelid = u.id
        where
            a.attrelid = plan.table_id and a.attname::text = any(plan.header) and s.seqincrement > 0 and not s.seqcycle
            and coalesce(nullif(t.typbasetype, 0::oid), t.oid) in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
            and has_column_privilege(a.attrelid, a.attnum, 'select')
            and has_sequence_privilege(s.seqrelid, 'select')
            -- So that the greatest is found at once; without an index no number can be taken already.
            and exists (
                select from pg_index as i
                inner join pg_opclass as o on o.oid = i.indclass[0] and o.opcdefault
                where i.indrelid = a.attrelid and i.indisunique and i.indisvalid and i.indpred is null
                    and i.indkey[0] = a.attnum)
        order by a.attnum
    loop
        begin
            v_table := tabular_import_engine.table_path(plan.table_id);
            v_sequence := tabular_import_engine.table_path(v_column.sequence_id);
            -- Of a sequence that was restarted the catalogue's functions do not tell where it stands.
            execute format(
                'select m.value between '
                's.last_value::pg_catalog.numeric + case when s.is_called then $1 else 0 end and $2 '
                'from %s as s cross join (select pg_catalog.max(t.%I) as value from %s%s as t) as m',
                v_sequence, v_column.column_name, v_column.only_it, v_table)
            into v_is_behind
            using v_column.increment, v_column.greatest;
        exception
            -- The rows are in their table: a note that cannot be had is none.
            when others or assert_failure then
                -- What somebody has locked is not waited for.
                if sqlstate <> '55P03' and tabular_import_engine.is_environment_error(sqlstate) then
                    raise;
                end if;
                return next tabular_import_engine.fallback_outcome('sequence_notes', sqlstate);
                continue;
        end;
        if v_is_behind then
            return next row(
                null, null, null, null, '00000', null,
                format(
                    'The sequence %1$s stands behind the values in column %2$s: set it with select setval(%3$L, '
                    'greatest((select max(%2$I) from %4$s), (select last_value from %1$s)));',
                    v_sequence, v_column.column_name, v_sequence, v_table),
                null, null, null, false, null)::tabular_import_engine.row_outcome;
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.sequence_notes(tabular_import_engine.import_plan) is
'What a job''s hint says, as outcomes with SQLSTATE 00000, of sequences that will give numbers which the file has '
'brought: the next insert without one would clash. Of columns with a unique index and sequences that the current user '
'may read, and of tables whose rows no policy hides. It refuses no load.';
