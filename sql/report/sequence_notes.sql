create or replace function tabular_import_engine.sequence_notes(plan tabular_import_engine.import_plan)
returns setof text
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_last bigint;
    v_is_behind boolean;
begin
    -- Mostly no column of the file has a default, which is cheaper to find out.
    if not exists (
        select from pg_attribute as a
        where a.attrelid = plan.table_id and (a.attidentity <> '' or a.atthasdef) and a.attname::text = any(plan.header)
    ) then
        return;
    end if;
    for v_column in
        select a.attname as column_name, s.seqrelid as sequence_id, s.seqstart - s.seqincrement as before_start
        from pg_attribute as a
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
            a.attrelid = plan.table_id and a.attname::text = any(plan.header) and s.seqincrement > 0
            and has_column_privilege(a.attrelid, a.attnum, 'select')
            and has_sequence_privilege(s.seqrelid, 'select, usage')
            -- So that the greatest is found at once; without an index no number can be taken already.
            and exists (
                select from pg_index as i
                where i.indrelid = a.attrelid and i.indisunique and i.indisvalid and i.indpred is null
                    and i.indkey[0] = a.attnum)
        order by a.attnum
    loop
        v_last := coalesce(pg_sequence_last_value(v_column.sequence_id), v_column.before_start);
        begin
            execute format(
                'select max(t.%I) operator(pg_catalog.>) $1 from %s as t', v_column.column_name,
                tabular_import_engine.table_path(plan.table_id))
            into v_is_behind
            using v_last;
        exception
            when undefined_function or insufficient_privilege then v_is_behind := false;
        end;
        if v_is_behind then
            return next format(
                'The sequence %1$s stands behind the values in column %2$s: set it with select setval(%3$L, '
                '(select max(%2$I) from %4$s));',
                tabular_import_engine.table_path(v_column.sequence_id), v_column.column_name,
                tabular_import_engine.table_path(v_column.sequence_id),
                tabular_import_engine.table_path(plan.table_id));
        end if;
    end loop;
end;
$$;

comment on function tabular_import_engine.sequence_notes(tabular_import_engine.import_plan) is
'What a job''s hint says of sequences that will give numbers which the file has brought: the next insert without one '
'would clash. Of columns with a unique index and sequences that the current user may read.';
