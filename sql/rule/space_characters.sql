create or replace function tabular_import_engine.space_characters()
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_codes integer[];
begin
    if getdatabaseencoding() = 'UTF8' then
        v_codes := array(select * from generate_series(x'2000'::integer, x'200A'::integer))
            || array[x'85', x'A0', x'1680', x'2028', x'2029', x'202F', x'205F', x'3000']::integer[];
    elsif getdatabaseencoding() ~ '^(LATIN|ISO_8859|WIN125|WIN874)' then
        -- All of these have it there.
        v_codes := array[x'A0'::integer];
    end if;
    return e' \t\n\r\x0b\f' || coalesce(
        (
            select string_agg(chr(c.code), '' order by c.code)
            from unnest(v_codes) as c (code)
        ), '');
end;
$$;

comment on function tabular_import_engine.space_characters() is
'All kinds of white space that the encoding of the database has: no-break spaces, narrow ones, line ends.';
