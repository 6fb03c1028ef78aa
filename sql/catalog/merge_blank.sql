create or replace function tabular_import_engine.merge_blank(options jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    select
        coalesce(
            merge_blank.options ->> 'if_blank',
            case when merge_blank.options -> 'use_defaults' = 'true' then 'default' else 'null' end
        );
end;

comment on function tabular_import_engine.merge_blank(jsonb) is
'What an empty cell makes of the value that a row has, as option if_blank has it: null, keep or default.';
