create or replace function tabular_import_engine.records_source_sql(
    keys text[], header text[], signs text[], remedies text[], records jsonb
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$(
select
    r.number as row_number,
    r.number as line_number,
    case
        when pg_catalog.jsonb_typeof(r.record) operator(pg_catalog.<>) 'object'
            then pg_catalog.concat('Record ', r.number, ' is no JSON object'){questions}
    end as read_error{cells},
    pg_catalog.concat(
        '(', r.number operator(pg_catalog./) 1000,
        ',', r.number operator(pg_catalog.%) 1000 operator(pg_catalog.+) 1, ')'
    )::pg_catalog.tid as ctid
from pg_catalog.jsonb_array_elements({records}::pg_catalog.jsonb) with ordinality as r (record, number)
)$sql$,
            'cells', coalesce(
                (
                    select
                        string_agg(
                            -- A number of JSON has a point, whatever texts of the column have.
                            format(
                                case
                                    when records_source_sql.signs[h.n] = '.'
                                        then e',\n    r.record operator(pg_catalog.->>) %1$L as c%2$s'
                                    else
                                        e',\n    case when pg_catalog.jsonb_typeof(r.record operator(pg_catalog.->) '
                                        '%1$L) operator(pg_catalog.=) ''number'' then pg_catalog.replace(r.record '
                                        'operator(pg_catalog.->>) %1$L, ''.'', %3$L) '
                                        'else r.record operator(pg_catalog.->>) %1$L end as c%2$s'
                                end, k.key, h.n, records_source_sql.signs[h.n]
                            ), '' order by h.n
                        )
                    -- A query has at most 1,664 columns: not of a cell that is left out.
                    from unnest(records_source_sql.header) with ordinality as h (name, n)
                    inner join unnest(records_source_sql.keys) with ordinality as k (key, n) on k.n = h.n
                    where h.name is not null
                ),
                ''
            ),
            'questions', (
                select
                    string_agg(
                        format(
                            e'\n        when pg_catalog.jsonb_typeof(r.record operator(pg_catalog.->) %1$L) '
                            'operator(pg_catalog.=) ''number'' and pg_catalog.strpos(r.record '
                            'operator(pg_catalog.->>) %1$L, ''.'') operator(pg_catalog.>) 0\n'
                            '            then pg_catalog.concat(''The number '', r.record operator(pg_catalog.->>) '
                            '%1$L, '' of '', %1$L, '' in record '', r.number, '' may stand for '', '
                            'r.record operator(pg_catalog.->>) %1$L, '' or '', '
                            'r.record operator(pg_catalog.->>) %1$L, ''0: '', %2$L)',
                            k.key, r.remedy
                        ), '' order by k.n
                    )
                from unnest(records_source_sql.remedies) with ordinality as r (remedy, n)
                inner join unnest(records_source_sql.keys) with ordinality as k (key, n) on k.n = r.n
                where r.remedy is not null
            ),
            'records', quote_literal(records_source_sql.records::text)
        );
end;

comment on function tabular_import_engine.records_source_sql(text[], text[], text[], text[], jsonb) is
'What stands in the place of a staging table for records: a query with the same columns, of which each thousand rows '
'are a block. keys: those of the records; header: the column that each fills, NULL where it is left out; signs: what '
'stands before the decimals of a number in the column; remedies: what to do instead of a number with decimals, where '
'it may be another one, else NULL.';
