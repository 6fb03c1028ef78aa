create or replace function tabular_import_private.cut_notes(notes text[])
returns text[]
language sql
immutable
security invoker
begin atomic
    select coalesce(array_agg(left(n.note, 2000) order by n.position), '{}')
    from unnest(cut_notes.notes[1:100]) with ordinality as n (note, position);
end;

comment on function tabular_import_private.cut_notes(text[]) is
'The sentences that a loader hands over for a job''s hint: no more and no longer ones than people read.';
