create or replace function tabular_import_private.sum_up_tally(job_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A job in so many does it for all.
    c_turn constant integer := 500;
    c_most_lines constant integer := 10000;
    -- Who may submit may name any queue: those behind these count as one without a name.
    c_most_queues constant integer := 100;
    v_known text [];
begin
    if sum_up_tally.job_id % c_turn <> 0 then
        return;
    end if;
    select array_agg(q.queue_name) into v_known
    from (
        select t.queue_name
        from tabular_import_private.import_tally as t
        group by t.queue_name
        order by bool_or(t.is_sum) desc, sum(t.times) desc
        limit c_most_queues
    ) as q;
    -- Lines are never changed, so that each stays where it is.
    with taken as (
        delete from tabular_import_private.import_tally as t
        using (
            select o.ctid
            from tabular_import_private.import_tally as o
            limit c_most_lines
            for update skip locked
        ) as d
        where t.ctid = d.ctid
        returning t.*
    )
    insert into tabular_import_private.import_tally (
        queue_name, event, is_environment, times, rows_imported, rows_rejected, seconds, is_sum)
    select
        q.name, t.event, t.is_environment, sum(t.times), sum(t.rows_imported), sum(t.rows_rejected), sum(t.seconds),
        true
    from taken as t
    cross join lateral (select case when t.queue_name = any(v_known) then t.queue_name else '' end as name) as q
    group by q.name, t.event, t.is_environment;
end;
$$;

comment on function tabular_import_private.sum_up_tally(bigint) is
'Puts lines of import_tally together, now and then: job_id decides when. It waits for nobody, and the sums stay the '
'same.';
