create or replace function tabular_import_engine.typed_column_type(type_id oid, typmod integer)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when
                b.base_type_id = any(array['bool', 'text', 'varchar']::regtype[])
                or tabular_import_engine.plain_test_sql(b.base_type_id, b.base_typmod, '', '') is not null
                then format_type(b.base_type_id, b.base_typmod)
        end
    from tabular_import_engine.base_type(typed_column_type.type_id, typed_column_type.typmod) as b;
end;

comment on function tabular_import_engine.typed_column_type(oid, integer) is
'The type that a typed cell of a column has, as SQL writes it; NULL where it stays as it is staged. Only types whose '
'cast is no user''s code and depends on no setting of the job.';
