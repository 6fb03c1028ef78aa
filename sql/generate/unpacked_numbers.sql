create or replace function tabular_import_engine.unpacked_numbers(numbers text[], row_count integer)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        case
            when cardinality(unpacked_numbers.numbers) = 2 and unpacked_numbers.row_count > 2
                then array(
                    select
                        generate_series(
                            unpacked_numbers.numbers[1]::bigint, unpacked_numbers.numbers[2]::bigint
                        )::text
                )
            else unpacked_numbers.numbers
        end;
end;

comment on function tabular_import_engine.unpacked_numbers(text[], integer) is
'The numbers that packed_numbers has packed, as texts; what else there is of so many rows as it is.';
