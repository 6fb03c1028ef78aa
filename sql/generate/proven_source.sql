create or replace function tabular_import_engine.proven_source(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk, proof text
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            -- Proven for columns that are others by now: then it proves nothing.
            when (proven_source.chunk).proof = proven_source.proof
                then tabular_import_engine.rows_source(
                    tabular_import_engine.proven_table((proven_source.plan).staging),
                    (proven_source.chunk).proven_start,
                    (proven_source.chunk).proven_end,
                    (proven_source.chunk).first_row,
                    (proven_source.chunk).last_row
                )
        end;
end;

comment on function tabular_import_engine.proven_source(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, text
) is
'from and where of a chunk''s proven rows in s, without those that could not be read; NULL where it is not proven. '
'proof: what proof says of the target now.';
