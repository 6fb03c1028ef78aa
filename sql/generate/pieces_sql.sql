-- Rows 1 to 100 in pieces of 50 with the suspect 20: rows 1 to 19, 20 alone, 21 to 50, 51 to 100. Rows of a piece that
-- are alike, all single or none, and have no other between them have the same "part": the difference between their
-- places in the file and among their kind.
create or replace function tabular_import_engine.pieces_sql(
    source text, piece_size bigint, rejected bigint[], suspects bigint[]
)
returns text
language sql
immutable
security invoker
begin atomic
    select tabular_import_engine.fill(
        -- So few rows between two suspects are cheaper one by one, too.
        $sql$
with marked as (
    select
        s.row_number,
        s.ctid as id,
        s.row_number = any({rejected}::bigint[]) as is_rejected,
        s.row_number = any({suspects}::bigint[]) and s.row_number <> all({rejected}::bigint[]) as is_suspect
    {source} and s.read_error is null
),
placed as (
    select
        marked.*,
        row_number() over file_order as place,
        (row_number() over file_order - 1) / {piece_size} as piece,
        2 * count(*) filter (where marked.is_suspect) over file_order - marked.is_suspect::integer as run
    from marked
    window file_order as (order by marked.row_number)
),
told as (
    select
        placed.*,
        placed.is_suspect
        or bool_or(placed.is_suspect) over (partition by placed.piece)
        and count(*) filter (where not placed.is_rejected) over (partition by placed.piece, placed.run) < 8 as is_single
    from placed
),
parted as (
    select
        told.*,
        told.place - row_number() over (partition by told.piece, told.is_single order by told.place) as part
    from told
)
select
    min(parted.row_number) as first_row,
    max(parted.row_number) as last_row,
    min(parted.id) as first_tid,
    max(parted.id) as last_tid,
    count(*) filter (where not parted.is_rejected) as row_count,
    coalesce(array_agg(parted.row_number) filter (where parted.is_rejected), '{}') as rejected,
    parted.is_single
from parted
group by parted.piece, parted.is_single, parted.part
order by first_row
$sql$,
        'rejected', quote_nullable(pieces_sql.rejected),
        'suspects', quote_nullable(pieces_sql.suspects),
        'source', pieces_sql.source,
        'piece_size', pieces_sql.piece_size::text
    );
end;

comment on function tabular_import_engine.pieces_sql(text, bigint, bigint[], bigint[]) is
'The query that divides rows, in file order, into pieces of at most piece_size: where they are, how many are not '
'rejected, which are, and is_single: suspects and the few rows between them, to be inserted one by one. source: see '
'chunk_source.';
