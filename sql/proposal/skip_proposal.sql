create or replace function tabular_import_private.skip_proposal(
    table_id oid, source text, fitted text[], place text, out words text[], out sentences text[]
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A footnote leaves out what a row must have, or stands where no text can.
    v_is_note text := (
        select coalesce(
            string_agg(
                concat_ws(
                    ' or ',
                    case
                        when c.is_required and not c.has_default
                            then format('coalesce(s.c%s, '''') = ''''', h.position)
                    end,
                    case when t.typcategory in ('N', 'D') then format('s.c%s ~ ''[[:alpha:]]''', h.position) end
                ), ' or ' order by h.position),
            'false')
        from unnest(skip_proposal.fitted) with ordinality as h (name, position)
        inner join tabular_import_engine.target_columns(skip_proposal.table_id) as c on c.column_name = h.name
        cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
        inner join pg_type as t on t.oid = b.base_type_id
        where c.is_required and not c.has_default or t.typcategory in ('N', 'D'));
begin
    execute format(
        'select coalesce(array_agg(w.word order by w.word), ''{}''), '
        'coalesce(array_agg(tabular_import_private.skip_sentence(w.word, $1, w.count, w.line) order by w.word), '
        '''{}'') '
        'from (select f.word, count(*) as count, min(f.line_number) as line, bool_and(f.is_note) as are_notes from ('
        'select substring(s.read_error from ''set option skip_rows to ([a-z_]+)'') as word, s.line_number, '
        'coalesce(%s, false) as is_note from %s as s where s.read_error is not null) as f '
        'where f.word <> ''totals'' group by f.word) as w where w.are_notes or w.word <> ''footnotes''',
        v_is_note, skip_proposal.source)
    into words, sentences
    using skip_proposal.place;
end;
$$;

comment on function tabular_import_private.skip_proposal(oid, text, text[], text) is
'The words of skip_rows that answer what the reader asks about rows of a file, and a sentence for each; rows that may '
'be footnotes are none if they can be rows of the table, and '
'totals are left to totals_proposal. source, fitted: see find_proposal; place: line or row.';
