create or replace function tabular_import_private.retry_delay(tries integer)
returns interval
language sql
volatile
security invoker
begin atomic
    select least(60.0, 0.5 * 2 ^ least(retry_delay.tries - 1, 10)) * (0.5 + random() / 2) * interval '1 second';
end;

comment on function tabular_import_private.retry_delay(integer) is
'How long a job waits after so many failed attempts: from half a second, doubling, at most a minute, with jitter.';
