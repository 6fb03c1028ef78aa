create or replace function tabular_import_engine.message_reason(message text, value text)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when right(message_reason.message, length(s.quoted) + 2) = ': ' || s.quoted
                then left(message_reason.message, -length(s.quoted) - 2)
            when right(message_reason.message, length(s.cut) + 2) = '[' || s.cut || ']'
                then left(message_reason.message, -length(s.cut) - 2)
            else message_reason.message
        end
    from (
        select
            coalesce('''' || replace(c.cut, '''', '''''') || '''', 'NULL') as quoted,
            c.cut
        from (
            select
                left(message_reason.value, 200)
                || case when length(message_reason.value) > 200 then '...' else '' end as cut
        ) as c
    ) as s;
end;

comment on function tabular_import_engine.message_reason(text, text) is
'The message of a row error without its value at the end, which cell_message and link_message put there; any other '
'message as it is.';
