create or replace function tabular_import_engine.trigger_effects(
    source text, out set_columns text[], out tables text[], out written_columns text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Of PL/pgSQL and SQL all that reads no table, runs no text and catches no error. No "from", so that "select"
    -- computes at most; no "exception", "found" or loops, so that what goes wrong is told.
    c_words constant text[] := string_to_array(
        'begin end if then elsif elseif else case when null not and or is isnull notnull in like ilike similar to '
        'between symmetric distinct any all some array row true false as at default constant assert perform select '
        'values raise using trim debug log info notice warning coalesce nullif greatest least cast '
        'current_timestamp current_date current_time localtimestamp localtime current_user session_user current_role '
        'user current_catalog tg_op tg_name tg_when tg_level tg_table_name tg_table_schema tg_relid tg_argv tg_nargs '
        'time zone timestamp without interval year month day hour minute second '
        'text varchar character varying char bpchar smallint integer int bigint int2 int4 int8 numeric decimal real '
        'double precision float4 float8 boolean bool date timestamptz timetz uuid json jsonb bytea inet', ' ');
    -- Those that are not immutable, and still tell the same of a row whatever other rows there are.
    c_functions constant text[] := string_to_array(
        'now transaction_timestamp statement_timestamp clock_timestamp timeofday timezone to_char to_date to_timestamp '
        'date_trunc date_part age make_timestamptz to_tsvector to_json to_jsonb row_to_json array_to_json '
        'json_build_object jsonb_build_object json_build_array jsonb_build_array concat concat_ws format '
        'array_to_string gen_random_uuid uuidv4 uuidv7 pg_notify current_database current_schema inet_client_addr '
        'inet_client_port pg_backend_pid txid_current pg_current_xact_id current_setting', ' ');
    -- Of RAISE alone, or a table could have such a name.
    c_options constant text[] := '{errcode,message,detail,hint,column,datatype,schema,table,constraint}';
    v_tokens text[];
    v_names text[] := '{}';
    v_last integer;
    v_at integer := 1;
    v_token text;
    v_before text;
    v_behind text;
    v_is_name boolean;
    v_found text;
begin
    set_columns := '{}';
    tables := '{}';
    written_columns := '{}';
    v_tokens := array(
        select lower(m[1])
        from regexp_matches(
            trigger_effects.source,
            e'(''(?:[^'']|'''')*''|--[^\\n\\r]*|[[:alpha:]_][[:alnum:]_]*|[0-9][0-9.]*|\\S)', 'g'
        ) with ordinality as t (m, place)
        where not starts_with(m[1], '--')
        order by t.place);
    v_last := cardinality(v_tokens);
    -- What is between quotes of other kinds, names with signs of other scripts and comments that may be nested are not
    -- read; a backslash may be part of a quote.
    if strpos(trigger_effects.source, '/*') > 0
        or strpos(trigger_effects.source, e'\\') > 0
        or exists (
            select from unnest(v_tokens) as t (token)
            where left(t.token, 1) <> '''' and t.token ~ e'["$\\\\]|[^!-~]') then
        set_columns := null;
        return;
    end if;
    if v_tokens[1] = 'declare' then
        v_at := 2;
        while v_at <= v_last and v_tokens[v_at] <> 'begin' loop
            if v_tokens[v_at - 1] in ('declare', ';') then
                v_names := v_names || v_tokens[v_at];
            end if;
            v_at := v_at + 1;
        end loop;
        if v_names && (
            c_words || c_options || array['new', 'old', 'from', 'into', 'exception', 'return', 'insert', 'extract']
        ) then
            set_columns := null;
            return;
        end if;
        v_at := 2;
    end if;
    while v_at <= v_last loop
        v_token := v_tokens[v_at];
        v_before := v_tokens[v_at - 1];
        v_behind := v_tokens[v_at + 1];
        v_is_name := v_token ~ '^[a-z_]';
        v_found := null;
        if v_token = 'insert' then
            -- The rest is read on behind its columns.
            v_found := substring(
                array_to_string(v_tokens[v_at:least(v_at + 1000, v_last)], ' ')
                from e'^insert into \\w+(?: \\. \\w+)?(?: \\( [\\w ,]*\\))? (?=values |select )');
            if v_found is null then
                set_columns := null;
                return;
            end if;
            tables := tables || replace(substring(v_found from e'^insert into ([^( ]+(?: \\. [^( ]+)?)'), ' ', '');
            written_columns := written_columns
                || coalesce(regexp_split_to_array(substring(v_found from e'\\( (.*) \\)'), ' , '), '{*}');
            v_at := v_at + cardinality(string_to_array(btrim(v_found), ' '));
            continue;
        elsif not v_is_name then
            v_is_name := true;
        elsif v_before = '.' and v_tokens[v_at - 2] in ('new', 'old') then
            if v_tokens[v_at - 2] = 'new' and (v_behind in ('=', '[') or v_behind || v_tokens[v_at + 2] = ':=') then
                set_columns := set_columns || v_token;
            end if;
        elsif v_before = '.' and (v_tokens[v_at - 2] <> 'pg_catalog' or v_behind is distinct from '(') then
            v_is_name := false;
        elsif v_token in ('new', 'old') then
            v_is_name := v_behind = '.' or v_before = 'return' and v_behind = ';'
                or v_before in ('(', ',') and v_behind in (')', ',');
        elsif v_token = 'return' then
            v_is_name := v_behind in ('new', 'old', 'null') and v_tokens[v_at + 2] = ';';
        elsif v_token = 'exception' then
            v_is_name := v_before = 'raise';
        elsif v_token = 'from' then
            v_is_name := v_before = 'distinct' or v_tokens[v_at - 3] = 'extract';
        elsif v_token = 'with' then
            v_is_name := v_behind = 'time';
        elsif v_token = any(c_options) then
            v_is_name := v_behind in ('=', ':');
        elsif v_token = 'extract' then
            v_is_name := v_behind = '(' and v_tokens[v_at + 3] = 'from';
        elsif v_token = 'pg_catalog' then
            v_is_name := v_behind = '.';
        elsif v_token = any(c_words) or v_before = '(' and v_tokens[v_at - 2] = 'extract' then
            -- Users may have functions of such names, as year and log.
            v_is_name := v_behind is distinct from '(' or not exists (
                select from pg_proc as f
                where f.proname = v_token::name and tabular_import_engine.is_user_code(f.oid));
        elsif v_behind = '(' then
            -- PostgreSQL's own, of whose name users have none, and none that reads.
            v_is_name := coalesce((
                select bool_and(
                    case
                        when f.pronamespace = 'pg_catalog'::regnamespace
                            then f.provolatile = 'i' or v_token = any(c_functions)
                        else not tabular_import_engine.is_user_code(f.oid)
                    end)
                    and bool_or(f.pronamespace = 'pg_catalog'::regnamespace)
                from pg_proc as f
                where f.proname = v_token::name), false)
                -- What the engine itself keeps in settings changes from row to row.
                and (
                    v_token <> 'current_setting'
                    or v_tokens[v_at + 2] ~ '^''[a-z_.]+''$' and v_tokens[v_at + 2] !~ '^''tabular_import'
                    and v_tokens[v_at + 3] in (')', ',')
                );
        else
            v_is_name := v_token = any(v_names);
        end if;
        if v_is_name is not true then
            set_columns := null;
            return;
        end if;
        v_at := v_at + 1;
    end loop;
end;
$$;

comment on function tabular_import_engine.trigger_effects(text) is
'What PL/pgSQL code of a trigger does, if it is simple enough to be read: the columns of NEW that it may set and the '
'tables, as it names them, that it inserts into, with the columns that it names there, or * for all. It then reads no '
'table, changes and deletes nothing, calls no function of users, and what it makes of a row depends on the row alone. '
'set_columns is NULL for all other code.';
