create or replace function tabular_import_engine.new_column_names(header text[])
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_longest constant integer := 63;
    v_names text[] := '{}';
    v_base text;
    v_name text;
    v_copy integer;
begin
    for n in 1..coalesce(cardinality(new_column_names.header), 0) loop
        if new_column_names.header[n] is null then
            v_names := v_names || null::text;
            continue;
        end if;
        v_base := tabular_import_engine.snake_name(new_column_names.header[n]);
        if v_base = '' then
            v_base := format('column_%s', n);
        elsif v_base ~ '^[0-9]' then
            v_base := '_' || v_base;
        elsif v_base in ('ctid', 'xmin', 'cmin', 'xmax', 'cmax', 'tableoid') then
            v_base := v_base || '_';
        end if;
        v_copy := 1;
        loop
            v_name := v_base || case when v_copy > 1 then format('_%s', v_copy) else '' end;
            if octet_length(v_name) > c_longest then
                v_base := rtrim(left(v_base, -1), '_');
                continue;
            end if;
            exit when array_position(v_names, v_name) is null;
            v_copy := v_copy + 1;
        end loop;
        v_names := v_names || v_name;
    end loop;
    return v_names;
end;
$$;

comment on function tabular_import_engine.new_column_names(text[]) is
'Names for the columns of a new table by the header of a file: see snake_name; each once, and none longer than 63 '
'bytes. NULL stays NULL.';
