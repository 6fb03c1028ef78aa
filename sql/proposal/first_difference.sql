create or replace function tabular_import_private.first_difference(
    type_id oid, one text[], other text[], is_bad boolean[]
)
returns integer
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
    v_position integer;
    -- What a rule makes for an enum are its labels; users may have made a cast to it.
    v_type text := case
        when exists (select from pg_enum as e where e.enumtypid = first_difference.type_id) then 'text'
        -- 1.000 is taken as a whole number, but its type does not read it.
        when first_difference.type_id = any(array['int2', 'int4', 'int8']::regtype[]) then 'numeric'
        else format_type(first_difference.type_id, null)
    end;
begin
    execute format(
        'select min(c.n) from unnest($1, $2, $3) with ordinality as c (one, other, is_bad, n) '
        'where case when c.is_bad then false '
        'else nullif(c.one, '''')::%1$s is distinct from nullif(c.other, '''')::%1$s end',
        v_type)
    into v_position
    using first_difference.one, first_difference.other, first_difference.is_bad;
    return v_position;
end;
$$;

comment on function tabular_import_private.first_difference(oid, text[], text[], boolean[]) is
'The position of the first of some cells that two rules read as two values of a type; NULL where there is none. one, '
'other: what the rules make of the cells; is_bad: which of them are not looked at, as they are no values.';
