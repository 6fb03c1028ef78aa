create or replace function tabular_import_engine.link_message(link_name text, value text)
returns text
language sql
stable
security invoker
begin atomic
    select format(
        'Unable to resolve a link: %s[%s]',
        link_message.link_name,
        left(link_message.value, 200) || case when length(link_message.value) > 200 then '...' else '' end
    );
end;

comment on function tabular_import_engine.link_message(text, text) is
'The message of a row error about a link that names no row. value: the identity as it stands in the file.';
