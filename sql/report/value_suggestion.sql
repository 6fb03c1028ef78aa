create or replace function tabular_import_engine.value_suggestion(value text, type_id oid, words text[])
returns text
language sql
stable
security invoker
begin atomic
    with known as (
        select
            array(
                select k.word collate "C"
                from (
                    select e.enumlabel::text as word
                    from pg_enum as e
                    where e.enumtypid = b.base_type_id
                    union all
                    select w.word
                    from unnest(value_suggestion.words) as w (word)
                    where b.base_type_id = 'bool'::regtype or t.typtype = 'e'
                    union all
                    -- Of single letters almost any is near to any other.
                    select o.word
                    from unnest(array['true', 'false', 'yes', 'no', 'on', 'off']) as o (word)
                    where b.base_type_id = 'bool'::regtype
                ) as k
                where k.word <> value_suggestion.value
                group by k.word collate "C"
                order by k.word collate "C"
                limit 2000
            ) as candidates
        from tabular_import_engine.base_type(value_suggestion.type_id, -1) as b
        inner join pg_type as t on t.oid = b.base_type_id
    )

    select
        format(
            'Did you mean %s?',
            string_agg(
                '''' || replace(tabular_import_engine.shown_name(n.name), '''', '''''') || '''',
                case when n.place = cardinality(f.names) then ' or ' else ', ' end order by n.place
            )
        )
    from known as k
    cross join lateral tabular_import_engine.nearest_names(value_suggestion.value, k.candidates) as f (names)
    cross join unnest(f.names) with ordinality as n (name, place)
    where k.candidates <> '{}'
    group by f.names;
end;

comment on function tabular_import_engine.value_suggestion(text, oid, text[]) is
'A question that names what a cell of an enum or a boolean may stand for; NULL where nothing is near, and for other '
'types. type_id: of the column, a domain too; words: further ones that the job''s options take.';
