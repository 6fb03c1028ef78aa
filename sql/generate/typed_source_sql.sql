create or replace function tabular_import_engine.typed_source_sql(
    plan tabular_import_engine.import_plan, chunk tabular_import_engine.chunk, typed_query text
)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            -- Typed for columns that are others by now: of no use.
            when
                (typed_source_sql.chunk).typed_query = typed_source_sql.typed_query
                -- Where rows are left out, see without_rows, the typed ones have them still.
                and not starts_with((typed_source_sql.plan).staged, '(')
                then case
                    when (typed_source_sql.plan).link_head is null then t.rows
                    else format(
                        E'from (\n%s(\nselect s.*, null::pg_catalog.int8 as line_number, '
                        'null::pg_catalog.text as read_error, null::pg_catalog.text[] as raw, s.ctid\n%s\n)%s\n) as s '
                        'where true',
                        (typed_source_sql.plan).link_head, t.rows, (typed_source_sql.plan).link_tail
                    )
                end
        end
    from
        tabular_import_engine.rows_source_sql(
            tabular_import_engine.typed_table((typed_source_sql.plan).staged),
            (typed_source_sql.chunk).typed_start,
            (typed_source_sql.chunk).typed_end,
            (typed_source_sql.chunk).first_row,
            (typed_source_sql.chunk).last_row,
            (typed_source_sql.plan).link_tail is not null
        ) as t (rows);
end;

comment on function tabular_import_engine.typed_source_sql(
    tabular_import_engine.import_plan, tabular_import_engine.chunk, text
) is
'from and where of a chunk''s typed rows in s, without those that could not be read; NULL where it has none. '
'typed_query: what typed_rows_sql returns for the target now.';
