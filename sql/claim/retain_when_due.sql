create or replace function tabular_import_private.retain_when_due(done_by name)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 100;
    v_now timestamptz := tabular_import_private.clock();
    v_is_over boolean;
begin
    -- A time that lies too far ahead was set before the clock was put back.
    perform
    from tabular_import_private.retention_turn as t
    where t.next_at not between v_now and v_now + interval '1 hour'
    for update skip locked;
    if not found then
        return;
    end if;
    begin
        v_is_over := tabular_import_private.carry_out_retention(retain_when_due.done_by, c_batch) = 0;
    exception
        when others then
            -- The queue goes on without it.
            raise warning 'retention of imports: %', sqlerrm;
            v_is_over := true;
    end;
    update tabular_import_private.retention_turn
    set next_at = v_now + case when v_is_over then interval '10 minutes' else '1 second' end;
end;
$$;

comment on function tabular_import_private.retain_when_due(name) is
'Carries out a part of what set_import_retention says, if it is time and no other worker does. done_by: the role of '
'the worker.';
