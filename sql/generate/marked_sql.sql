create or replace function tabular_import_engine.marked_sql(
    options jsonb, expressions text[], omitted integer[] default '{}'
)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        case
            when tabular_import_engine.is_noted(marked_sql.options)
                then (
                    select
                        array_agg(
                            case
                                when e.is_mark
                                    then
                                        format(
                                            'case when pg_catalog.set_config(''tabular_import.row'', '
                                            's.row_number::pg_catalog.text, true) is not null then %s end', e.expression
                                        )
                                else e.expression
                            end
                            order by e.position
                        )
                    from (
                        select
                            n.expression,
                            n.position,
                            -- One is enough.
                            n.position = min(n.position) filter (
                                where n.expression is not null and n.position <> all(marked_sql.omitted)
                            ) over () as is_mark
                        from unnest(marked_sql.expressions) with ordinality as n (expression, position)
                    ) as e
                )
            else marked_sql.expressions
        end;
end;

comment on function tabular_import_engine.marked_sql(jsonb, text[], integer[]) is
'The expressions of an insert over s, the staged rows, by which it also learns which row it inserts, where '
'rows are noted (is_noted): what is volatile is computed row by row, behind the sort, just before the row is returned. '
'omitted: positions of columns that the insert leaves to their defaults.';
