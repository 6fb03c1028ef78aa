create or replace function tabular_import_private.safe_file_name(name text)
returns text
language sql
immutable
security invoker
begin atomic
    select coalesce(
        nullif(
            left(
                regexp_replace(
                    regexp_replace(name, '^.*[/\\]', ''), '[[:cntrl:]\u200e\u200f\u202a-\u202e\u2066-\u2069]', '_', 'g'
                ),
                255
            ),
            ''
        ),
        '_'
    );
end;

comment on function tabular_import_private.safe_file_name(text) is
'The last part of a path, without control characters and at most 255 characters long.';
