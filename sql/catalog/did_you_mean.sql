create or replace function tabular_import_engine.did_you_mean(name text, candidates text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        format(
            'Did you mean %s?',
            string_agg(
                tabular_import_engine.shown_name(n.name),
                case when n.place = cardinality(f.names) then ' or ' else ', ' end order by n.place
            )
        )
    from tabular_import_engine.nearest_names(did_you_mean.name, did_you_mean.candidates) as f (names)
    cross join unnest(f.names) with ordinality as n (name, place)
    group by f.names;
end;

comment on function tabular_import_engine.did_you_mean(text, text[]) is
'A question that names the candidates that a wrong name may stand for; NULL where none does.';
