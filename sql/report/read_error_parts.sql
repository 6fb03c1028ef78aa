create or replace function tabular_import_engine.read_error_parts(
    read_error text, out message text, out expected text, out found text
)
language sql
immutable
security invoker
begin atomic
    select
        coalesce(p.parts[1], read_error_parts.read_error) as message,
        p.parts[2] as expected,
        p.parts[3] as found
    from
        regexp_match(
            read_error_parts.read_error, '^(Incorrect number of columns)(?:: expected (\d+), found (\d+))?$'
        ) as p (parts);
end;

comment on function tabular_import_engine.read_error_parts(text) is
'What the loader says of a row that it could not read. message: what is wrong with it; expected, found: how many cells '
'it should have and has, where their number is what is wrong and it is told; else NULL.';
