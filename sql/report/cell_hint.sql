create or replace function tabular_import_engine.cell_hint(sqlstate text, hint text)
returns text
language sql
immutable
security invoker
begin atomic
    select coalesce(
        -- Of a date PostgreSQL suggests another setting, which the user does not have.
        nullif(case when cell_hint.sqlstate <> '22008' then cell_hint.hint end, ''),
        -- How types of extensions call a text that they do not understand.
        tabular_import_engine.row_hint(
            case when cell_hint.sqlstate in ('42601', 'XX000') then '22P02' else cell_hint.sqlstate end
        )
    );
end;

comment on function tabular_import_engine.cell_hint(text, text) is
'What to do about a cell that does not become a value of its column. hint: PostgreSQL''s.';
