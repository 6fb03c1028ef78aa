create or replace function tabular_import_engine.marked_reason(
    is_bad boolean, read_error text, reasons text, is_empty boolean
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when marked_reason.read_error is not null
                then
                    'Could not be read: ' || coalesce(marked_reason.reasons, marked_reason.read_error)
                    || ' (When the cells are right, empty this one.)'
            else
                case
                    when marked_reason.is_empty then 'Empty row, which is imported as long as this stands here. '
                    else ''
                end
                || case
                    when marked_reason.is_bad
                        then coalesce(
                            marked_reason.reasons, 'This row was refused, too; why is not listed, as there are too '
                            || 'many errors.'
                        )
                    else ''
                end
        end;
end;

comment on function tabular_import_engine.marked_reason(boolean, text, text, boolean) is
'What a marked file says of a row. read_error: what is wrong with a row that could not be read, and so lacks '
'something: the reader refuses it again as long as the cell begins so. reasons: its row errors, NULL if none is '
'stored; is_empty: no cell of it has a value, so that the reader leaves it out unless the cell begins so.';
