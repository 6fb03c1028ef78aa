create or replace function tabular_import_engine.key_positions(key text[], header text[], column_names text[])
returns integer[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_positions integer[] := '{}';
    v_position integer;
begin
    for n in 1..coalesce(cardinality(key_positions.key), 0) loop
        v_position := coalesce(
            array_position(key_positions.header, key_positions.key[n]),
            array_position(key_positions.column_names, key_positions.key[n]),
            array_position(key_positions.column_names, tabular_import_engine.snake_name(key_positions.key[n])));
        if v_position is null then
            perform tabular_import_engine.raise_error(
                'invalid_option', format('The file has no column %s for the key.', key_positions.key[n]),
                hint => format('Its columns are: %s.', array_to_string(key_positions.column_names, ', ')));
        end if;
        if v_position <> all(v_positions) then
            v_positions := v_positions || v_position;
        end if;
    end loop;
    return v_positions;
end;
$$;

comment on function tabular_import_engine.key_positions(text[], text[], text[]) is
'Where the columns of a key stand in the file, named as in its header or as in the new table. Raises invalid_option '
'for one that is not there.';
