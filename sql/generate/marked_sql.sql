create or replace function tabular_import_engine.marked_sql(options jsonb, expressions text[])
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        case
            when marked_sql.options ? 'changes'
                then (
                    select
                        array_agg(
                            format(
                                'case when pg_catalog.set_config(''tabular_import.row'', '
                                's.row_number::pg_catalog.text, true) is not null then %s end', e.expression
                            )
                            order by e.position
                        )
                    from unnest(marked_sql.expressions) with ordinality as e (expression, position)
                )
            else marked_sql.expressions
        end;
end;

comment on function tabular_import_engine.marked_sql(jsonb, text[]) is
'The expressions of an insert over s, the staged rows, by which a dry run also learns which row it inserts: what is '
'volatile is computed row by row, behind the sort, just before the row is returned.';
