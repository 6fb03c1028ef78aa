create or replace function tabular_import_private.note_turn(submitter oid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Who was the last one to be served stays the last one.
    if exists (
        select from tabular_import_private.turn as t
        where t.submitter = note_turn.submitter
            and t.number = (select n.last_value from tabular_import_private.turn_number as n)
    ) then
        return;
    end if;
    -- Where another claim has the row, the submitter is being served at this moment.
    update tabular_import_private.turn as t
    set number = nextval('tabular_import_private.turn_number')
    from (
        select a.submitter
        from tabular_import_private.turn as a
        where a.submitter = note_turn.submitter
        for no key update skip locked
    ) as a
    where t.submitter = a.submitter;
    if not found and not exists (
        select from tabular_import_private.turn as t
        where t.submitter = note_turn.submitter
    ) then
        begin
            insert into tabular_import_private.turn (submitter, number)
            values (note_turn.submitter, nextval('tabular_import_private.turn_number'))
            on conflict on constraint turn_pkey do nothing;
        exception
            when lock_not_available then null;
        end;
    end if;
end;
$$;

comment on function tabular_import_private.note_turn(oid) is
'Notes that a submitter has been served: others have their turn now.';
