create or replace function tabular_import_private.raise_limit(message text, remedy text, setting_name text)
returns void
language sql
stable
security invoker
begin atomic
    select tabular_import_engine.raise_error(
        'limit_exceeded',
        raise_limit.message,
        hint => format(
            '%s, or ask an administrator to raise the setting %s.', raise_limit.remedy, raise_limit.setting_name
        )
    );
end;

comment on function tabular_import_private.raise_limit(text, text, text) is
'Raises limit_exceeded. remedy: what the caller can do, the beginning of a sentence; setting_name: what sets the '
'limit.';
