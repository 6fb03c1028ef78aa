create or replace function tabular_import_private.totals_proposal(
    source text, table_id oid, fitted text[], rules jsonb, place text, out sentence text, out is_certain boolean
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_question constant text := 'set option skip_rows to totals';
    -- Of more not each is looked at.
    c_most constant integer := 20;
    c_words constant text :=
        '^[^[:alnum:]]*((sub|grand |overall |sum |net |report |page |final )?totals?|sums?|(end|zwischen|gesamt)?summe|'
        '(ins)?gesamt|sous-total|somme|totale|totali|totaal|totalt|suma|sumy|summa|razem|celkem|spolu|ukupno|skupaj|'
        'toplam|i alt)([^[:alpha:]].*)?$';
    v_label text := format('coalesce(%s)', (
        select coalesce(string_agg(format('nullif(s.c%s, '''')', h.position), ', ' order by h.position), 'null::text')
        from unnest(totals_proposal.fitted) with ordinality as h (name, position)
        where h.name is not null));
    v_like text;
    v_words text[];
    v_count bigint;
    v_first bigint;
    v_row record;
begin
    execute format(
        'select count(*), min(s.line_number), array_agg(distinct lower(%s)) from %s as s '
        'where strpos(s.read_error, $1) > 0', v_label, totals_proposal.source)
    into v_count, v_first, v_words
    using c_question;
    if v_count = 0 then
        return;
    end if;
    -- With the option rows between others are left out, too.
    v_like := format('(lower(%1$s) = any (%2$L::text[]) or %1$s ~* %3$L)', v_label, v_words, c_words);
    is_certain := true;
    for v_row in execute format(
        'select s.row_number, s.line_number, row_number() over (order by s.row_number) as number from %s as s '
        'where strpos(s.read_error, $1) > 0 or s.read_error is null and coalesce(%s, false) order by s.row_number '
        'limit $2', totals_proposal.source, v_like)
        using c_question, c_most + 1
    loop
        is_certain := v_row.number <= c_most and tabular_import_private.is_total_row(
            totals_proposal.source, totals_proposal.table_id, totals_proposal.fitted, totals_proposal.rules,
            v_row.row_number, v_like);
        if not is_certain then
            v_first := v_row.line_number;
            exit;
        end if;
    end loop;
    if is_certain then
        sentence := tabular_import_private.skip_sentence('totals', totals_proposal.place, v_count, v_first);
    else
        sentence := format(
            '%s %s may hold totals, or be a row of the table, as its numbers are not the sums of those above: '
            '-o skip_rows=totals leaves it out, -o skip_rows=none imports it.',
            initcap(totals_proposal.place), v_first);
    end if;
end;
$$;

comment on function tabular_import_private.totals_proposal(text, oid, text[], jsonb, text) is
'What is said of rows that may be totals; NULL where the reader asks about none. is_certain: whether none of them can '
'be a row of the table. source, fitted: see find_proposal; rules: see is_total_row; place: line or row.';
