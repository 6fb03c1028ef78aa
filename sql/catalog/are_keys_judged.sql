create or replace function tabular_import_engine.are_keys_judged(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select not exists (
        select from tabular_import_engine.table_indexes((are_keys_judged.plan).table_id) as i
        where
            i.is_unique
            and exists (
                select from unnest(i.column_numbers[1:i.width]) as k (number)
                inner join pg_attribute as a
                    on a.attrelid = (are_keys_judged.plan).table_id and a.attnum = k.number
                where
                    a.attname::text = any(((are_keys_judged.plan).diagnosis).set_by_triggers)
                    or a.attname::text = any((are_keys_judged.plan).header)
                    and not exists (
                        select from tabular_import_engine.unique_keys(are_keys_judged.plan) as u
                        where u.index_name = i.name and u.is_readable
                    )
            )
    );
end;

comment on function tabular_import_engine.are_keys_judged(tabular_import_engine.import_plan) is
'Whether queries over the file find every row whose key an earlier row or the table has, where triggers are read '
'(set_by_triggers): keys that only a sequence or another default gives aside.';
