create or replace function tabular_import_engine.noted_changes(plan tabular_import_engine.import_plan)
returns setof tabular_import_engine.row_outcome
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint := current_setting('tabular_import.changes', true)::bigint;
    v_key text[] := array(
        select k.name
        from jsonb_array_elements_text(plan.options #> '{changes,key}') with ordinality as k (name, n)
        order by k.n);
    v_change record;
    v_values jsonb;
begin
    for v_change in
        select (l.line::jsonb ->> 'row')::bigint as row_number, l.line::jsonb ->> 'action' as action,
            nullif(l.line::jsonb -> 'old', 'null') as old, nullif(l.line::jsonb -> 'new', 'null') as new
        from generate_series(0, (v_count - 1) / 100) as p (page)
        cross join lateral unnest(
            string_to_array(current_setting('tabular_import.changes_' || p.page, true), e'\n')
        ) with ordinality as l (line, n)
        where v_count > 0
        order by p.page, l.n
    loop
        v_values := coalesce(v_change.old, v_change.new);
        return next row(
            v_change.row_number, null, v_change.action,
            (
                select jsonb_object_agg(k.name, v_values -> k.name)
                from unnest(v_key) as k (name)
                having count(*) > 0
            )::text,
            '00000', null, 'changed',
            case
                when v_change.new is null then v_change.old
                else (
                    select jsonb_object_agg(o.key, o.value)
                    from jsonb_each(v_change.old) as o
                    where o.value <> v_change.new -> o.key)
            end::text,
            case
                when v_change.old is null then v_change.new
                else (
                    select jsonb_object_agg(o.key, o.value)
                    from jsonb_each(v_change.new) as o
                    where o.value <> v_change.old -> o.key)
            end::text,
            0, null, null)::tabular_import_engine.row_outcome;
    end loop;
end;
$$;

comment on function tabular_import_engine.noted_changes(tabular_import_engine.import_plan) is
'The changes that note_change has noted, as outcomes with message changed and row_count 0, so that they count nothing: '
'column_name is the action, value the key, detail the old and hint the new values, as JSON; of an update those that '
'differ.';
