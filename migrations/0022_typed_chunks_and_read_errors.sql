-- Typed chunks and read errors are called so everywhere: the query that made a chunk's values, the blocks in which they
-- stand, and, in the staging tables of attempts that go on, why a row could not be read.
alter table tabular_import_private.staging rename column proof to typed_query;
alter table tabular_import_private.staging rename column proven_starts to typed_starts;
alter table tabular_import_private.staging rename column proven_blocks to typed_blocks;
alter table tabular_import_private.staging rename column proven_ordered to typed_ordered;

alter type tabular_import_engine.chunk rename attribute proof to typed_query;
alter type tabular_import_engine.chunk rename attribute proven_start to typed_start;
alter type tabular_import_engine.chunk rename attribute proven_end to typed_end;
alter type tabular_import_engine.chunk rename attribute is_proven_ordered to is_typed_ordered;

do $$
declare
    v_statement text;
begin
    for v_statement in
        select format('alter table %s rename column fault to read_error', a.attrelid::regclass)
        from pg_attribute as a
        join pg_class as c on c.oid = a.attrelid
        where c.relnamespace = 'tabular_import_staging'::regnamespace and c.relkind = 'r' and a.attname = 'fault'
        union all
        select format('alter table %s rename to %I', c.oid::regclass, regexp_replace(c.relname, '_proven$', '_typed'))
        from pg_class as c
        where c.relnamespace = 'tabular_import_staging'::regnamespace and c.relkind = 'r' and c.relname ~ '_proven$'
    loop
        execute v_statement;
    end loop;
end;
$$;
