create or replace function tabular_import_private.row_rate(
    row_count bigint, started_at timestamptz, ended_at timestamptz
)
returns numeric
language sql
stable
security invoker
begin atomic
    select round(
        row_rate.row_count / nullif(greatest(extract(epoch from row_rate.ended_at - row_rate.started_at), 0), 0)
    );
end;

comment on function tabular_import_private.row_rate(bigint, timestamptz, timestamptz) is
'Rows a second between two points in time; NULL where they are the same, in the wrong order, or not known.';

-- The view calls it for whoever reads it.
grant execute on function tabular_import_private.row_rate(bigint, timestamptz, timestamptz)
to tabular_import_user, tabular_import_worker, tabular_import_admin;
