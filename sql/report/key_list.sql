create or replace function tabular_import_engine.key_list(table_id oid)
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format('(%s)', tabular_import_engine.name_list(k.columns)), ', '
            order by k.is_surrogate, not k.is_primary, k.may_be_null, k.columns
        )
    from tabular_import_engine.identity_keys(key_list.table_id) as k;
end;

comment on function tabular_import_engine.key_list(oid) is
'The keys of a table for people, those first by which its rows are rather named: (code), (region, number), (id).';
