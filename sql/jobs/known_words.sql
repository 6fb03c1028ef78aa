create or replace function tabular_import_private.known_words(
    job tabular_import_private.import_job, column_names text[]
)
returns table (column_name text, words text[])
language sql
stable
security invoker
begin atomic
    select
        a.attname::text as column_name,
        array(
            select k.word collate "C" as word
            from (
                select c.word
                from unnest(v.choices) as c (word)
                union all
                select w.word
                from unnest(tabular_import_private.option_words((known_words.job).options, a.attname)) as w (word)
                union all
                -- Of single letters almost any is near to any other.
                select o.word
                from unnest(array['true', 'false', 'yes', 'no', 'on', 'off']) as o (word)
                where b.base_type_id = 'bool'::regtype
            ) as k
            group by k.word collate "C"
            order by k.word collate "C"
            limit 2000
        ) as words
    from pg_attribute as a
    cross join lateral tabular_import_engine.base_type(a.atttypid, -1) as b
    left join lateral tabular_import_engine.column_choices(a.attrelid, a.attnum) as v (choices) on true
    where
        a.attrelid = (known_words.job).table_id and a.attnum > 0 and not a.attisdropped
        and a.attname = any(known_words.column_names)
        and (b.base_type_id = 'bool'::regtype or v.choices is not null);
end;

comment on function tabular_import_private.known_words(tabular_import_private.import_job, text[]) is
'The words that columns of a job''s table take, for suggestions: those of enums, of checks that list them, for true '
'and false, and those of the job''s options for such columns.';
