create or replace function tabular_import_engine.good_source(source text, rejected bigint[])
returns text
language sql
immutable
security invoker
begin atomic
    select
        format('%s and s.fault is null', good_source.source)
        || case
            when cardinality(good_source.rejected) > 0
                then format(' and s.row_number <> all(%L::bigint[])', good_source.rejected)
            else ''
        end;
end;

comment on function tabular_import_engine.good_source(text, bigint[]) is
'The source of a chunk without the rows that could not be read and those already rejected.';
