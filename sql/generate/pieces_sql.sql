create or replace function tabular_import_engine.pieces_sql(
    source text, piece_size bigint, rejected bigint[], suspects bigint[]
)
returns text
language sql
immutable
security invoker
begin atomic
    select format(
        'with r as (select s.row_number, s.ctid as id, s.row_number = any(%1$L::bigint[]) as is_rejected, '
        's.row_number = any(%2$L::bigint[]) and s.row_number <> all(%1$L::bigint[]) as is_suspect %3$s '
        'and s.fault is null), '
        'n as (select r.*, row_number() over w as place, (row_number() over w - 1) / %4$s as piece, '
        '2 * count(*) filter (where r.is_suspect) over w - r.is_suspect::integer as run '
        'from r window w as (order by r.row_number)), '
        -- So few rows between two suspects are cheaper one by one, too.
        'c as (select n.*, n.is_suspect or bool_or(n.is_suspect) over (partition by n.piece) '
        'and count(*) filter (where not n.is_rejected) over (partition by n.piece, n.run) < 8 as is_single from n), '
        'p as (select c.*, c.place - row_number() over (partition by c.piece, c.is_single order by c.place) as part '
        'from c) '
        'select min(p.row_number) as first_row, max(p.row_number) as last_row, min(p.id) as first_tid, '
        'max(p.id) as last_tid, count(*) filter (where not p.is_rejected) as row_count, '
        'coalesce(array_agg(p.row_number) filter (where p.is_rejected), ''{}'') as rejected, p.is_single '
        'from p group by p.piece, p.is_single, p.part order by first_row',
        pieces_sql.rejected, pieces_sql.suspects, pieces_sql.source, pieces_sql.piece_size
    );
end;

comment on function tabular_import_engine.pieces_sql(text, bigint, bigint[], bigint[]) is
'The query that divides rows, in file order, into pieces of at most piece_size: where they are, how many are not '
'rejected, which are, and is_single: suspects and the few rows between them, to be inserted one by one. source: see '
'chunk_source.';
