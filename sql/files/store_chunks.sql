create or replace function tabular_import_private.store_chunks(file_id uuid, first_chunk integer, content bytea)
returns integer
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_bytes constant integer := tabular_import_private.chunk_bytes();
    v_count integer;
begin
    insert into tabular_import_private.import_file_chunk (file_id, chunk_number, content)
    select
        store_chunks.file_id, store_chunks.first_chunk + c.i,
        substring(store_chunks.content from c.i * c_bytes + 1 for c_bytes)
    from generate_series(0, (length(store_chunks.content) + c_bytes - 1) / c_bytes - 1) as c (i);
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function tabular_import_private.store_chunks(uuid, integer, bytea) is
'Stores what comes next of a file, from chunk number first_chunk on. Returns how many chunks that are.';
