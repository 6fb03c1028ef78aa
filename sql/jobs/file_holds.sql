create or replace function tabular_import_private.file_holds(file_id uuid, needles text[])
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- How what cannot be searched begins: ZIP, gzip, bzip2, xz, Zstandard, Parquet, OLE.
    c_packed constant text := '^(504b0304|1f8b|425a68|fd377a585a|28b52ffd|50415231|d0cf11e0)';
    -- Those of them whose bytes are never a text: what seems to be a short name is there by chance.
    c_squeezed constant text := '^(504b0304|1f8b|425a68|fd377a585a|28b52ffd)';
    v_needle text;
    v_bytes bytea;
    v_forms bytea[];
    v_any_form text;
    v_pattern text;
    v_chunk bytea;
    v_text text;
    v_rest bytea;
    v_is_found boolean;
    v_is_sure boolean := true;
begin
    foreach v_needle in array file_holds.needles loop
        v_bytes := convert_to(v_needle, 'UTF8');
        v_forms := array[v_bytes];
        begin
            v_forms := v_forms || convert_to(v_needle, 'WIN1252');
        exception
            when untranslatable_character then null;
        end;
        v_any_form := (
            select string_agg(
                regexp_replace(encode(f.form, 'escape'), e'[][\\\\.^$*+?(){}|]', e'\\\\\\&', 'g'), '|')
            from unnest(v_forms) as f (form)
        );
        -- As a word of its own.
        v_pattern := format(
            '%s(?:%s)%s',
            case when v_needle ~ '^[[:alnum:]_]' then '(?<![[:alnum:]_])' end,
            v_any_form,
            case when v_needle ~ '[[:alnum:]_]$' then '(?![[:alnum:]_])' end);
        if v_needle ~ e'^[\\x01-\\x7f]*$' then
            -- UTF-16, either way round, is these with zeros between.
            v_pattern := concat(v_pattern, '|', (
                select string_agg(
                    regexp_replace(chr(get_byte(v_bytes, i)), e'[][\\\\.^$*+?(){}|]', e'\\\\\\&', 'g'),
                    e'\\\\000' order by i)
                from generate_series(0, length(v_bytes) - 1) as i));
        end if;
        -- In another encoding, quoted or escaped it might be there and not be found.
        v_is_sure := v_is_sure and v_needle ~ '^[A-Za-z0-9 _.,@+-]+$';
        v_is_found := false;
        v_rest := '';
        for v_chunk in
            select c.content
            from tabular_import_private.import_file_chunk as c
            where c.file_id = file_holds.file_id
            order by c.chunk_number
        loop
            if v_rest = '' and encode(substring(v_chunk for 8), 'hex') ~ c_squeezed then
                return null;
            end if;
            v_is_sure := v_is_sure and position(e'\\x00'::bytea in v_chunk) = 0
                and (v_rest <> '' or encode(substring(v_chunk for 8), 'hex') !~ c_packed);
            v_chunk := v_rest || v_chunk;
            v_text := encode(v_chunk, 'escape');
            v_is_found := v_text ~ v_pattern;
            exit when v_is_found;
            -- What stands before it may be a letter of its word, or such as a quotation mark.
            v_is_sure := v_is_sure and v_text !~ format(e'\\\\[0-7]{3}(?:%s)', v_any_form);
            -- With the byte before it, which may be that of a word.
            v_rest := substring(v_chunk from greatest(length(v_chunk) - 2 * length(v_bytes), 1));
        end loop;
        if not v_is_found then
            return case when v_is_sure then false end;
        end if;
    end loop;
    return true;
end;
$$;

comment on function tabular_import_private.file_holds(uuid, text[]) is
'Whether all of some texts stand in the content of a file; NULL where that cannot be told, as of a spreadsheet.';
