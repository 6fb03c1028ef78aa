create or replace function tabular_import_engine.error_text(listed tabular_import_engine.row_outcome[], errors bigint)
returns text
language sql
immutable
security invoker
begin atomic
    select concat_ws(
        e'\n',
        'Errors occurred while importing the records',
        (
            select
                string_agg(
                    concat(
                        '    ', l.row_number || ': ', l.message,
                        -- What PostgreSQL says of a violated constraint is incomplete without its detail.
                        e'\nDETAIL:  ' || case when not l.is_cell_error then l.detail end
                    ),
                    e'\n' order by l.ordinality
                )
            from unnest(error_text.listed) with ordinality as l
        ),
        case
            when error_text.errors > cardinality(error_text.listed)
                then format('    and %s more', error_text.errors - cardinality(error_text.listed))
        end
    );
end;

comment on function tabular_import_engine.error_text(tabular_import_engine.row_outcome[], bigint) is
'The result text of refused rows: the row errors that are listed, and the number of the rest. errors: how many there '
'are.';
