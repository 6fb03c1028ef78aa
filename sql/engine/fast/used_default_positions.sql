create or replace function tabular_import_engine.used_default_positions(
    plan tabular_import_engine.import_plan, source text
)
returns integer[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_position integer;
    v_is_used boolean;
    v_positions integer[] := '{}';
begin
    foreach v_position in array plan.default_positions loop
        execute format(
            'select exists (select %s and s.read_error is null and coalesce(s.c%s, '''') = '''')',
            used_default_positions.source, v_position)
        into v_is_used;
        if v_is_used then
            v_positions := v_positions || v_position;
        end if;
    end loop;
    return v_positions;
end;
$$;

comment on function tabular_import_engine.used_default_positions(tabular_import_engine.import_plan, text) is
'The positions of columns that some row leaves to their defaults. source: see chunk_source.';
