create or replace function tabular_import_engine.month_number(name text)
returns integer
language plpgsql
stable
strict
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- English, German, French, Portuguese, Swedish and Spanish, without accents, as they are written in full and cut.
    c_names constant text[] := array[
        ' january jan januar janner jaenner janvier janv janeiro januari enero ene ',
        ' february feb februar februari fevrier fevr fev fevereiro febrero ',
        ' march mar maerz marz mrz mars marco marzo ',
        ' april apr avril avr abril abr ',
        ' may mai maio maj mayo ',
        ' june jun juni juin junho junio ',
        ' july jul juli juillet juil julho julio ',
        ' august aug aout aou agosto ago augusti ',
        ' september sep sept septembre setembro set septiembre setiembre ',
        ' october oct oktober okt octobre outubro out octubre ',
        ' november nov novembre novembro noviembre ',
        ' december dec dezember dez decembre dezembro diciembre dic '];
    v_name text := lower(month_number.name);
begin
    if getdatabaseencoding() = 'UTF8' then
        -- Small and capital letters with their accents, and accents that stand behind their letters.
        v_name := translate(
            v_name,
            unistr(e'\\00E4\\00C4\\00E9\\00C9\\00E8\\00C8\\00FB\\00DB\\00E7\\00C7\\0308\\0301\\0300\\0302\\0327'),
            'aaeeeeuucc');
    elsif v_name ~ '[^[:ascii:]]' then
        v_name := tabular_import_engine.folded_name(v_name);
    end if;
    if v_name !~ '^[a-z]+$' then
        return null;
    end if;
    for v_month in 1..12 loop
        if strpos(c_names[v_month], ' ' || v_name || ' ') > 0 then
            return v_month;
        end if;
    end loop;
    return null;
end;
$$;

comment on function tabular_import_engine.month_number(text) is
'The month, 1 to 12, that a name means in English, German, French, Portuguese, Swedish or Spanish, in full or cut, '
'whatever its case and accents; NULL for others.';
