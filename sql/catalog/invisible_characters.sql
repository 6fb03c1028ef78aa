create or replace function tabular_import_engine.invisible_characters()
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Others have no number for them.
    if getdatabaseencoding() <> 'UTF8' then
        return '';
    end if;
    return (
        select string_agg(chr(c.code), '' order by c.code)
        from (
            select * from generate_series(x'200B'::integer, x'200F'::integer)
            union all
            select * from generate_series(x'202A'::integer, x'202E'::integer)
            union all
            select * from generate_series(x'2060'::integer, x'2069'::integer)
            union all
            select * from unnest(array[x'00AD', x'034F', x'061C', x'180E', x'FEFF']::integer[])
        ) as c (code));
end;
$$;

comment on function tabular_import_engine.invisible_characters() is
'The characters that nobody sees: zero width spaces and joiners, direction marks, soft hyphens, byte order marks.';
