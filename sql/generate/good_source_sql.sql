create or replace function tabular_import_engine.good_source_sql(source text, rejected bigint[])
returns text
language sql
immutable
security invoker
begin atomic
    select
        format('%s and s.read_error is null', good_source_sql.source)
        || case
            when cardinality(good_source_sql.rejected) > 0
                then format(' and s.row_number <> all(%L::bigint[])', good_source_sql.rejected)
            else ''
        end;
end;

comment on function tabular_import_engine.good_source_sql(text, bigint[]) is
'The source of a chunk without the rows that could not be read and those already rejected.';
