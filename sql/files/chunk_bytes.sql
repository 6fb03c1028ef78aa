create or replace function tabular_import_private.chunk_bytes()
returns integer
language sql
immutable
security invoker
begin atomic
    select 1048576;
end;

comment on function tabular_import_private.chunk_bytes() is
'The size of the chunks in which a file is stored, in bytes: of one size, so that reading it takes little memory '
'whatever a client sends at once.';
