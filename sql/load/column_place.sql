create or replace function tabular_import_private.column_place(place bigint, reading jsonb)
returns text
language sql
immutable
security invoker
begin atomic
    -- A sheet has no more columns than three letters name.
    with letter as (
        select
            case
                when column_place.reading ->> 'sheet' is not null
                    then column_place.place + coalesce((column_place.reading ->> 'first_column')::bigint, 1) - 1
            end as number
    )

    select
        case
            when p.number <= 26 then chr(64 + p.number::integer)
            when p.number <= 702
                then chr(64 + ((p.number - 1) / 26)::integer) || chr(65 + ((p.number - 1) % 26)::integer)
            when p.number <= 18278
                then
                    chr(65 + ((p.number - 703) / 676)::integer) || chr(65 + ((p.number - 703) / 26 % 26)::integer)
                    || chr(65 + ((p.number - 703) % 26)::integer)
            else column_place.place::text
        end
    from letter as p;
end;

comment on function tabular_import_private.column_place(bigint, jsonb) is
'Where a column of a file stands: its letters in a sheet, else its number. place: from 1 within the header; '
'reading: how the file was read.';
