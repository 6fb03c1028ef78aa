create or replace function tabular_import_engine.fit_source_sql(
    plan tabular_import_engine.import_plan, source text, bad text, column_numbers smallint[]
)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when fit_source_sql.bad is null then fit_source_sql.source
            else tabular_import_engine.fill(
                $sql$
from (
    select s.*
    {source} and s.read_error is null and s.row_number operator(pg_catalog.=) any({bad}){is_fit}
    offset 0
) as s
where true
$sql$,
                'source', fit_source_sql.source,
                'bad', fit_source_sql.bad,
                'is_fit', string_agg(
                    format(' and (%s) is false', k.is_bad)
                    || case when c.is_required then format(' and s.c%s <> ''''', h.position) else '' end,
                    '' order by h.position
                )
            )
        end
    from unnest((fit_source_sql.plan).header) with ordinality as h (name, position)
    inner join tabular_import_engine.target_columns((fit_source_sql.plan).table_id) as c on c.column_name = h.name
    cross join
        lateral tabular_import_engine.plan_check_sql(fit_source_sql.plan, h.position, c.type_id, c.typmod) as k
    where fit_source_sql.bad is not null and c.column_number = any(fit_source_sql.column_numbers);
end;

comment on function tabular_import_engine.fit_source_sql(tabular_import_engine.import_plan, text, text, smallint[]) is
'The source of those among bad rows whose cells of some columns are values all the same, and there where they must '
'be; the source itself where bad is NULL. bad: SQL for an array of row numbers, such as a parameter.';
