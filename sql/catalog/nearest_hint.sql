create or replace function tabular_import_engine.nearest_hint(names text[], candidates text[])
returns text
language sql
stable
security invoker
begin atomic
    select
        string_agg(
            format(
                'There is no column %s; d%s', tabular_import_engine.shown_name(n.name), substr(d.question, 2)
            ),
            ' ' order by n.place
        )
    from unnest(nearest_hint.names[:10]) with ordinality as n (name, place)
    cross join lateral tabular_import_engine.did_you_mean(n.name, nearest_hint.candidates) as d (question)
    where d.question is not null;
end;

comment on function tabular_import_engine.nearest_hint(text[], text[]) is
'For each of the first ten names that has candidates near to it which they are, as a sentence; NULL for none.';
