create or replace function tabular_import_engine.folded_name(name text, with_digraphs boolean default false)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What the letters U+00C0 to U+017F are without accents and strokes. No literal beyond ASCII: the database may
    -- have none of them.
    c_latin constant text[] := string_to_array(
        'a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,ss,'
        'a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,y,'
        'a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,d,d,e,e,e,e,e,e,e,e,e,e,g,g,g,g,g,g,g,g,h,h,h,h,i,i,i,i,i,i,i,i,i,i,ij,ij,'
        'j,j,k,k,k,l,l,l,l,l,l,l,l,l,l,n,n,n,n,n,n,n,ng,ng,o,o,o,o,o,o,oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,s,s,t,t,t,t,t,t,'
        'u,u,u,u,u,u,u,u,u,u,u,u,w,w,y,y,y,z,z,z,z,z,z,s', ',');
    c_is_utf8 constant boolean := getdatabaseencoding() = 'UTF8';
    v_name text := folded_name.name;
begin
    if v_name ~ '[^[:ascii:]]' then
        if c_is_utf8 then
            v_name := normalize(v_name, nfkc);
        end if;
        v_name := lower(v_name);
        if folded_name.with_digraphs then
            select string_agg(
                case convert_to(c.character, 'UTF8')
                    when e'\\xc3a4' then 'ae'
                    when e'\\xc3b6' then 'oe'
                    when e'\\xc3b8' then 'oe'
                    when e'\\xc3bc' then 'ue'
                    when e'\\xc3a5' then 'aa'
                    else c.character
                end, '' order by c.position)
            into v_name
            from regexp_split_to_table(v_name, '') with ordinality as c (character, position);
        end if;
        if c_is_utf8 then
            -- Accents, signs that are not seen, general punctuation, and that of East Asia.
            v_name := regexp_replace(
                normalize(v_name, nfkd),
                e'[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\u00ad\\u061c\\u180e\\u2000-\\u206f'
                || e'\\ufeff\\u3000-\\u3003\\u3008-\\u301f\\u30fb]', '', 'g');
        end if;
        -- The second byte of a letter of two in UTF-8 tells six bits of its number, the first the others.
        select string_agg(
            case
                when length(c.bytes) <> 2 then c.character
                when n.number between 192 and 383 then c_latin[n.number - 191]
                when n.number in (160, 161, 167, 171, 173, 182, 183, 187, 191) then ''
                else c.character
            end, '' order by c.position)
        into v_name
        from (
            select
                s.character,
                s.position,
                convert_to(s.character, 'UTF8') as bytes
            from regexp_split_to_table(v_name, '') with ordinality as s (character, position)
        ) as c
        cross join lateral (
            select case when length(c.bytes) = 2 then (get_byte(c.bytes, 0) & 31) << 6 | (get_byte(c.bytes, 1) & 63) end
        ) as n (number);
    end if;
    return translate(lower(v_name collate "C"), e' !"#%&''()*,-./:;?@[\\]_{}\t\n\r\f\x0b', '');
end;
$$;

comment on function tabular_import_engine.folded_name(text, boolean) is
'A name without what often differs in it: case, accents, spaces, underscores and punctuation; empty where nothing else '
'is there. with_digraphs: umlauts are written ae, oe, ue and not a, o, u.';
