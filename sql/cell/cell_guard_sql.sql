create or replace function tabular_import_engine.cell_guard_sql(
    type_id oid, typmod integer, value text, out guard text, out reason text
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_base oid;
    v_typmod integer;
    v_type pg_type;
    v_part oid;
    v_digits integer;
begin
    select b.base_type_id, b.base_typmod into v_base, v_typmod
    from tabular_import_engine.base_type(cell_guard_sql.type_id, cell_guard_sql.typmod) as b;
    select t.* into v_type from pg_type as t where t.oid = v_base;
    v_digits := case when v_typmod >= 0 then v_typmod else 6 end;

    if v_type.typelem <> 0 and v_type.typsubscript = 'array_subscript_handler'::regproc then
        select g.guard, g.reason into guard, reason
        from tabular_import_engine.cell_guard_sql(v_type.typelem, v_typmod, 'e.x') as g;
        guard := format(
            '(select coalesce(pg_catalog.bool_and(%s), true) from pg_catalog.unnest(%s::text[]) as e (x) '
            'where e.x is not null)',
            guard, cell_guard_sql.value);
        return;
    end if;
    -- Numbers and dates hold no comma or bracket, so that the bounds of a range can be taken out of it.
    select r.rngsubtype into v_part
    from pg_range as r
    inner join pg_type as t on t.oid = r.rngsubtype
    where v_base in (r.rngtypid, r.rngmultitypid) and t.typcategory in ('N', 'D', 'T');
    if v_type.typcategory = 'G' and v_type.typnamespace = 'pg_catalog'::regnamespace then
        v_part := 'float8'::regtype;
    end if;
    if v_part is not null then
        select g.guard, g.reason into guard, reason
        from tabular_import_engine.cell_guard_sql(v_part, -1, 'e.x') as g;
        guard := format(
            '(select coalesce(pg_catalog.bool_and(%s), true) from pg_catalog.regexp_split_to_table(%s, '
            '''[][(){}<>,"]+'') as e (x) '
            'where e.x !~* ''^[[:space:]]*(empty)?[[:space:]]*$'')',
            guard, cell_guard_sql.value);
        return;
    end if;

    case
        when v_base in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then
            guard := format('tabular_import_engine.is_plain_number(%s)', cell_guard_sql.value);
            reason := 'A number is written with digits alone, without underscores or prefixes such as 0x.';
        when v_base = 'numeric'::regtype and v_typmod >= 0 then
            -- The scale is the low 11 bits of the modifier, with sign.
            v_digits := (((v_typmod - 4) & 2047) # 1024) - 1024;
            guard := format('tabular_import_engine.is_exact_numeric(%s, %s)', cell_guard_sql.value, v_digits);
            reason := format(
                'The column keeps %s digit(s) behind the decimal point; the value would be rounded.', v_digits);
        when v_base = 'numeric'::regtype then
            guard := format('tabular_import_engine.is_plain_number(%s)', cell_guard_sql.value);
            reason := 'A number is written with digits alone, without underscores or prefixes such as 0x.';
        when v_base in ('float4'::regtype, 'float8'::regtype) then
            guard := format('tabular_import_engine.is_exact_float(%s, %s)', cell_guard_sql.value,
                case when v_base = 'float8'::regtype then 'true' else 'false' end);
            reason := 'The column cannot keep all digits of the value; it would be rounded.';
        when v_base = 'date'::regtype then
            guard := format('tabular_import_engine.is_exact_date(%s)', cell_guard_sql.value);
            reason := 'A date is written YYYY-MM-DD; other spellings can mean several days, and words are not dates.';
        when v_base in ('time'::regtype, 'timetz'::regtype) then
            guard := format(
                'tabular_import_engine.is_exact_time(%s, %s, %s)', cell_guard_sql.value, v_digits,
                case when v_base = 'timetz'::regtype then 'true' else 'false' end);
            reason := format(
                'A time is written HH:MM:SS with at most %s digit(s) behind the point%s.', v_digits,
                case when v_base = 'time'::regtype then ', without a zone' else '' end);
        when v_base = 'timestamp'::regtype then
            guard := format('tabular_import_engine.is_exact_timestamp(%s, %s)', cell_guard_sql.value, v_digits);
            reason := format(
                'A timestamp is written YYYY-MM-DD HH:MM:SS with at most %s digit(s) behind the point, without '
                'a zone.',
                v_digits);
        when v_base = 'timestamptz'::regtype then
            guard := format('tabular_import_engine.is_exact_timestamptz(%s, %s)', cell_guard_sql.value, v_digits);
            reason := format(
                'A timestamp is written YYYY-MM-DD HH:MM:SS+00 with at most %s digit(s) behind the point; '
                'without an offset it must be a local time that exists in the time zone.',
                v_digits);
        when v_base = 'bytea'::regtype then
            guard := format('tabular_import_engine.is_exact_bytea(%s)', cell_guard_sql.value);
            reason := format(
                'Bytes are written as hexadecimal digits behind %1$sx, as %1$sx48656C6C6F; digits without it, with 0x, '
                'and base64 would be stored as letters.', chr(92));
        when v_base = 'interval'::regtype then
            guard := format('tabular_import_engine.is_exact_interval(%s)', cell_guard_sql.value);
            if v_typmod >= 0 then
                guard := format(
                    '(%1$s and (%2$s::%3$s)::text = (%2$s::%4$s)::text)', guard, cell_guard_sql.value,
                    format_type(v_base, -1), format_type(v_base, v_typmod));
            end if;
            reason := 'An interval is written with units (90 minutes), in ISO 8601 (PT1H30M) or as HH:MM:SS, as other '
                'spellings can mean several; it keeps whole months, and seconds with at most 6 digits behind the '
                'point.';
        when v_base in ('varchar'::regtype, 'bpchar'::regtype) and v_typmod >= 4 then
            guard := format('pg_catalog.length(%s) <= %s', cell_guard_sql.value, v_typmod - 4);
            reason := format('The column holds at most %s character(s); the value would be cut.', v_typmod - 4);
        when v_base = 'name'::regtype then
            guard := format('pg_catalog.octet_length(%s) <= 63', cell_guard_sql.value);
            reason := 'The column holds at most 63 byte(s); the value would be cut.';
        when v_base = '"char"'::regtype then
            guard := format('pg_catalog.octet_length(%s) = 1', cell_guard_sql.value);
            reason := 'The column holds one byte; the value would be cut.';
        when v_base = 'money'::regtype then
            guard := format('tabular_import_engine.is_exact_money(%s)', cell_guard_sql.value);
            reason := 'The value would be rounded or read in another way; write it with a decimal point, as 1234.50.';
        when v_base = 'jsonb'::regtype then
            guard := format(
                case
                    when current_setting('server_version_num')::integer >= 160000 then '(%s is json with unique keys)'
                    else 'tabular_import_engine.has_unique_keys(%s::json)'
                end,
                cell_guard_sql.value);
            reason := 'An object in the value repeats a key; the column would keep only the last one.';
        when v_base in ('oid'::regtype, 'xid'::regtype, 'xid8'::regtype, 'cid'::regtype) then
            guard := format('%s ~ ''^[[:space:]]*[0-9]+[[:space:]]*$''', cell_guard_sql.value);
            reason := 'A number is written with digits alone, without a sign, underscores or prefixes such as 0x.';
        when v_type.typtype = 'c' then
            guard := format('(%1$s::%2$s)::text = %1$s', cell_guard_sql.value, format_type(v_base, null));
            reason := 'The column would keep the value in another form; write it just as the database shows it.';
        when v_typmod >= 0 and v_type.typnamespace = 'pg_catalog'::regnamespace then
            guard := format(
                '(%1$s::%2$s)::text = (%1$s::%3$s)::text',
                cell_guard_sql.value, format_type(v_base, -1), format_type(v_base, v_typmod));
            reason := format('The column is %s; the value would be changed.', format_type(v_base, v_typmod));
        else
            guard := 'true';
            reason := '';
    end case;
end;
$$;

comment on function tabular_import_engine.cell_guard_sql(oid, integer, text) is
'What must hold of a text so that the cast to a type changes nothing of it. value: an SQL expression of type '
'text. Returns guard, a boolean SQL expression, and reason, the sentence for a value that fails it.';
