create or replace function tabular_import_engine.is_kept_by_link(
    plan tabular_import_engine.import_plan, constraint_id oid
)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        coalesce(
            bool_and(
                coalesce(r.rule -> 'link' ->> 'is_own', 'false') = 'false'
                and h.position <> all((is_kept_by_link.plan).default_positions)
                and tabular_import_engine.is_linked_alike(r.rule -> 'link', c.type_id, c.typmod)
            ),
            false
        )
    from unnest((is_kept_by_link.plan).rules) with ordinality as r (rule, position)
    inner join
        unnest((is_kept_by_link.plan).header) with ordinality as h (name, position)
        on h.position = r.position
    inner join tabular_import_engine.target_columns((is_kept_by_link.plan).table_id) as c on c.column_name = h.name
    where (r.rule -> 'link' ->> 'constraint')::oid = is_kept_by_link.constraint_id;
end;

comment on function tabular_import_engine.is_kept_by_link(tabular_import_engine.import_plan, oid) is
'Whether a link fills the columns of a reference with just what it has found in the table referred to, so that what a '
'query finds there cannot dangle.';
