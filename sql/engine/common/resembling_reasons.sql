create or replace function tabular_import_engine.resembling_reasons(
    plan tabular_import_engine.import_plan, link jsonb, keys text[]
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- See resembling_keys_sql: what is compared are equal texts, and of the new ones nobody has counted any.
set enable_nestloop = off
set enable_mergejoin = off
set work_mem = '64MB'
set jit = off
as $$
declare
    v_places text[] := array(
        select n.n::text from generate_series(1, jsonb_array_length(resembling_reasons.link -> 'parts')) as n (n));
    v_numbered text[] := tabular_import_engine.numbered('s.k', cardinality(v_places));
    v_known text := tabular_import_engine.joined_key_sql(
        resembling_reasons.link,
        array(select format('(s.k%s::text collate "default")', p.place) from unnest(v_places) as p (place)));
    v_own text := tabular_import_engine.own_keys_sql(plan, resembling_reasons.link);
    v_reasons jsonb;
begin
    if resembling_reasons.link ->> 'similar' = 'create' or v_known is null then
        return '{}'::jsonb;
    end if;
    execute format(
        'select coalesce(jsonb_object_agg(r.key, jsonb_build_object(''hint'', format($2, '
        'tabular_import_engine.shown_key(r.key), tabular_import_engine.shown_key(r.other)))), ''{}'') '
        'from (%s) as r (key, other)',
        tabular_import_engine.resembling_keys_sql(
            format(
                'select jsonb_build_array(%s)::text as shown, %s as joined from (%s) as s where %s',
                (select string_agg(format('s.k%s::text', p.place), ', ' order by p.n)
                from unnest(v_places) with ordinality as p (place, n)),
                v_known,
                format(
                    'select %s from (%s) as s', array_to_string(v_numbered, ', '),
                    tabular_import_engine.link_table_sql(resembling_reasons.link))
                || coalesce(E'\nunion all\n' || v_own, ''),
                (select string_agg(n || ' is not null', ' and ') from unnest(v_numbered) as n)),
            format(
                'select s.key as shown, %s as joined from (select k.key, k.key::jsonb as parts '
                'from unnest($1) as k (key)) as s',
                tabular_import_engine.joined_key_sql(
                    resembling_reasons.link,
                    array(
                        select format('(s.parts ->> %s)', p.place::integer - 1) from unnest(v_places) as p (place))))))
    into v_reasons
    using resembling_reasons.keys, format(
        '''%%s'' resembles ''%%s'': correct the cell, or say that both are meant by option %s.',
        replace(jsonb_build_object('links', jsonb_build_object(
            resembling_reasons.link ->> 'name',
            '{"on_missing": "create", "similar": "create"}'::jsonb))::text, '%', '%%'));
    return v_reasons;
end;
$$;

comment on function tabular_import_engine.resembling_reasons(
    tabular_import_engine.import_plan, jsonb, text[]
) is
'Of new keys of a link those that may be a slip for another, as an object with the hint of their row errors; empty '
'where the link says that they are to be created. link: see plan_links; keys: see link_key_sql.';
