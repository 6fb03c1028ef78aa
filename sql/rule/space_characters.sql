create or replace function tabular_import_engine.space_characters()
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- In all encodings of one byte that have it.
    c_others constant text := case
        when getdatabaseencoding() ~ '^(LATIN|ISO_8859|WIN125|WIN874)' then chr(160) else ''
    end;
begin
    return e' \t\n\r\x0b\f' || case
        when getdatabaseencoding() <> 'UTF8' then c_others
        else (
            select string_agg(chr(c.code), '' order by c.code)
            from (
                select * from generate_series(x'2000'::integer, x'200A'::integer)
                union all
                select *
                from unnest(array[x'85', x'A0', x'1680', x'2028', x'2029', x'202F', x'205F', x'3000']::integer[])
            ) as c (code))
    end;
end;
$$;

comment on function tabular_import_engine.space_characters() is
'All kinds of white space that the encoding of the database has: no-break spaces, narrow ones, line ends.';
