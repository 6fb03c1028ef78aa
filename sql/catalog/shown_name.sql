create or replace function tabular_import_engine.shown_name(name text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_invisible text := tabular_import_engine.invisible_characters();
    v_shown text := case
        when length(shown_name.name) > 100 then left(shown_name.name, 100) || '...' else shown_name.name
    end;
begin
    if v_shown ~ format('[%s[:cntrl:]]', v_invisible) then
        select string_agg(
            case
                when strpos(v_invisible, c.character) > 0 or c.character ~ '[[:cntrl:]]'
                    then chr(92) || 'u' || lpad(upper(to_hex(ascii(c.character))), 4, '0')
                else c.character
            end, '' order by c.position)
        into v_shown
        from regexp_split_to_table(v_shown, '') with ordinality as c (character, position);
    end if;
    return v_shown;
end;
$$;

comment on function tabular_import_engine.shown_name(text) is
'A name for people: invisible and control characters as \u200B and the like, cut after 100 characters.';
