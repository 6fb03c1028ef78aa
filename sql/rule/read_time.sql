create or replace function tabular_import_engine.read_time(value text)
returns text
language plpgsql
immutable
strict
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hour integer;
    v_rest text;
begin
    if length(read_time.value) > 80 or read_time.value !~* (
        '^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?( ?[ap][.]? ?m[.]?)?'
        || '( ?(z|utc|gmt|[+-][0-9]{1,2}(:?[0-9]{2})?|[a-z_]+/[a-z0-9_/+-]+))?$') then
        return null;
    end if;
    v_hour := split_part(read_time.value, ':', 1)::integer;
    v_rest := substr(read_time.value, strpos(read_time.value, ':'));
    if v_rest ~* '^[0-9:.,]+ ?[ap][.]? ?m' then
        -- There is no hour 0 before noon, and no 13 after it.
        if v_hour not between 1 and 12 then
            return null;
        end if;
        v_hour := v_hour % 12 + case when v_rest ~* '^[0-9:.,]+ ?p' then 12 else 0 end;
        v_rest := regexp_replace(v_rest, ' ?[ap][.]? ?m[.]?', '', 'i');
    end if;
    -- The end of a day would be the next one.
    if v_hour > 23 then
        return null;
    end if;
    return lpad(v_hour::text, 2, '0') || replace(v_rest, ',', '.');
end;
$$;

comment on function tabular_import_engine.read_time(text) is
'A time of day as HH:MM:SS, with what stands behind it as zone; 3:04 p.m. is 15:04. NULL for what is no such time, for '
'24:00 as well.';
