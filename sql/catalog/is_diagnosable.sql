create or replace function tabular_import_engine.is_diagnosable(table_id oid)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        c.relkind = 'r'
        and not c.relispartition
        and not exists (
            -- Triggers for each row (bit 1), before it (2) or instead of it (64), for inserts (4), may change it.
            select from pg_trigger as t
            where t.tgrelid = c.oid and t.tgtype & 5 = 5 and t.tgtype & 66 <> 0
        )
        and not exists (
            select from pg_rewrite as r
            where r.ev_class = c.oid
        )
    from pg_class as c
    where c.oid = is_diagnosable.table_id;
end;

comment on function tabular_import_engine.is_diagnosable(oid) is
'Whether what a file says is what the constraints of the table see, so that queries can judge it.';
