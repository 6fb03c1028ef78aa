create or replace function tabular_import_engine.has_special_index(plan tabular_import_engine.import_plan)
returns boolean
language sql
stable
security invoker
begin atomic
    select exists(
        select from tabular_import_engine.table_indexes((has_special_index.plan).table_id) as i
        where
            i.has_expressions or i.has_condition or i.is_exclusion or not i.is_valid
            or i.is_unique and not exists (
                select from tabular_import_engine.unique_keys(has_special_index.plan) as u
                where u.index_name = i.name and u.is_readable
            ) and exists (
                -- A key that the file does not bring cannot clash unless a default makes it.
                select from unnest(i.column_numbers) as c (number)
                inner join tabular_import_engine.target_columns((has_special_index.plan).table_id) as t
                    on t.column_number = c.number
                where t.column_name = any((has_special_index.plan).header) or not t.is_made_by_database
            )
    );
end;

comment on function tabular_import_engine.has_special_index(tabular_import_engine.import_plan) is
'Whether an index of the target can refuse rows of which no query tells.';
