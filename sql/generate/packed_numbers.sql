create or replace function tabular_import_engine.packed_numbers(numbers bigint[])
returns bigint[]
language sql
immutable
security invoker
begin atomic
    select
        case
            when
                cardinality(packed_numbers.numbers) > 2
                and packed_numbers.numbers = array(
                    select
                        generate_series(
                            packed_numbers.numbers[1],
                            -- No more of them than are compared, and none beyond those of the type.
                            least(
                                packed_numbers.numbers[cardinality(packed_numbers.numbers)]::numeric,
                                packed_numbers.numbers[1]::numeric + cardinality(packed_numbers.numbers)
                            )::bigint
                        )
                )
                then array[packed_numbers.numbers[1], packed_numbers.numbers[cardinality(packed_numbers.numbers)]]
            else packed_numbers.numbers
        end;
end;

comment on function tabular_import_engine.packed_numbers(bigint[]) is
'Numbers, or of more than two that follow one another without a gap the first and the last. See unpacked_numbers.';
