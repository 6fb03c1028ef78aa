create or replace function tabular_import_engine.fingerprint_changes(old_print jsonb, new_print jsonb)
returns text[]
language sql
immutable
security invoker
begin atomic
    select
        coalesce(
            array_agg(
                case
                    when c.name in ('query', 'state') and c.kind in ('view', 'row security')
                        then format('the %s has changed', case c.kind when 'view' then 'view' else c.kind end)
                    when c.old_text is null then format('%s %s is new', c.kind, c.name)
                    when c.new_text is null then format('%s %s is gone', c.kind, c.name)
                    when c.kind = 'column'
                        then
                            format('column %s is now %s, and was %s', c.name, c.new_text, c.old_text)
                    else format('%s %s has changed', c.kind, c.name)
                end
                order by c.kind collate "C", c.name collate "C"
            ),
            '{}'
        )
    from (
        select
            coalesce(o.kind, n.kind) as kind,
            coalesce(o.name, n.name) as name,
            o.definition as old_text,
            n.definition as new_text
        from (
            select
                k.key as kind,
                e.key as name,
                e.value as definition
            from jsonb_each(fingerprint_changes.old_print) as k
            cross join lateral jsonb_each_text(k.value) as e
        ) as o
        full join (
            select
                k.key as kind,
                e.key as name,
                e.value as definition
            from jsonb_each(fingerprint_changes.new_print) as k
            cross join lateral jsonb_each_text(k.value) as e
        ) as n on n.kind = o.kind and n.name = o.name
    ) as c
    where c.old_text is distinct from c.new_text;
end;

comment on function tabular_import_engine.fingerprint_changes(jsonb, jsonb) is
'What has changed between two fingerprints of a table, as parts of a sentence, such as "column note is new" and '
'"constraint item_check is gone"; {} where nothing has. See table_fingerprint.';
