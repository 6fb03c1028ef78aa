create or replace function tabular_import_engine.found_columns(plan tabular_import_engine.import_plan)
returns table (
    place bigint, number bigint, link jsonb, nth integer, is_uuid boolean, rank bigint, type_name text,
    stands_for_null text
)
language sql
stable
security invoker
begin atomic
    with linked as (
        select
            h.position,
            r.link,
            k.type_id,
            k.type_id = 'uuid'::regtype as is_uuid,
            -- What rows of the file itself are named by is found with the whole file alone.
            coalesce(r.link ->> 'is_own', 'false') = 'false'
            and k.type_id in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype)
            and tabular_import_engine.is_linked_alike(r.link, k.type_id, k.typmod) as is_carried
        from unnest((found_columns.plan).header) with ordinality as h (name, position)
        inner join
            unnest((found_columns.plan).rules) with ordinality as e (rule, position)
            on e.position = h.position
        cross join lateral (values (e.rule -> 'link')) as r (link)
        inner join tabular_import_engine.target_columns((found_columns.plan).table_id) as k on k.column_name = h.name
        where r.link is not null
    )

    select
        l.position as place,
        (l.link ->> 'number')::bigint as number,
        l.link,
        (l.link ->> 'nth')::integer as nth,
        l.is_uuid,
        row_number() over (partition by l.is_uuid order by l.position) as rank,
        case when l.is_uuid then 'pg_catalog.uuid' else 'pg_catalog.int8' end as type_name,
        -- An array with a NULL takes long to be read at its end.
        case
            when l.is_uuid then '''5b0f6c1d-9e2a-4783-b1c8-6d1f0e7a9c35''::pg_catalog.uuid'
            else '''-9223372036854775808''::pg_catalog.int8'
        end as stands_for_null
    from linked as l
    where (select bool_and(a.is_carried) from linked as a);
end;

comment on function tabular_import_engine.found_columns(tabular_import_engine.import_plan) is
'The columns of a plan that links fill, where all of them have the type of the column referred to, a number or a uuid: '
'place in the header, link, its number, nth (which of the link''s columns), rank (which of the uuids or of the '
'numbers), type_name, in which they are carried in an array, and stands_for_null, SQL for the value that stands there '
'for NULL.';
