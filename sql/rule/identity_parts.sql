create or replace function tabular_import_engine.identity_parts(value text, most integer default 64)
returns text[]
language plpgsql
immutable
strict
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rest text := identity_parts.value;
    v_parts text[] := '{}';
    v_part text;
begin
    loop
        v_part := substring(v_rest, '^"(?:[^"]|"")*"|^[^".]*');
        v_rest := substr(v_rest, length(v_part) + 1);
        v_parts := v_parts || case
            when v_part like '"%' then replace(substr(v_part, 2, length(v_part) - 2), '""', '"')
            else nullif(v_part, '')
        end;
        exit when v_rest = '';
        if v_rest not like '.%' or cardinality(v_parts) >= identity_parts.most then
            return null;
        end if;
        v_rest := substr(v_rest, 2);
    end loop;
    return v_parts;
end;
$$;

comment on function tabular_import_engine.identity_parts(text, integer) is
'The parts of an identity as a cell names it: {1,5} of 1.5. A part with a dot or a quote stands in double quotes, '
'doubled inside; NULL is an empty part, "" the empty text. NULL where quotes do not stand so, '
'or there are more than most parts: each takes a look at all that is left.';
