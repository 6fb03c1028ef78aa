-- For a link of one part in the second cell of the file:
--
--     from (
--         select s.*, (s.c2 as the key's type, NULL where it is none) as k1_1
--         from (staged rows) as s
--         offset 0
--     ) as s
--     left join (the rows that the link may name) as l1 on l1.k1 = s.k1_1
--     where s.read_error is null and s.k1_1 is not null
create or replace function tabular_import_engine.linked_source_sql(
    plan tabular_import_engine.import_plan, link jsonb, condition text default 'true'
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_options jsonb := jsonb_build_object('links', jsonb_build_array(linked_source_sql.link));
    v_parts text := tabular_import_engine.link_parts_sql(v_options);
    v_own bigint := (
        select o.number
        from tabular_import_engine.own_links(plan.rules) as o
        where o.link -> 'constraint' = linked_source_sql.link -> 'constraint');
begin
    return tabular_import_engine.fill(
        $sql$
from (
select s.*,
{keys}
from (
select s.*{parts}
from (select {cells} from {staged} as s where {condition}) as s
offset 0
) as s
offset 0
) as s{joins}{own}
where s.read_error is null and {is_complete}{is_others}
$sql$,
        'keys', tabular_import_engine.link_keys_sql(v_options, plan.search_path),
        'parts', E',\n' || v_parts,
        'cells', plan.cells,
        'staged', plan.staged,
        'condition', linked_source_sql.condition,
        'joins', tabular_import_engine.link_joins_sql(v_options),
        -- A row of the file itself is there as well.
        'own', case
            when v_own is not null then format(
                E'\nleft join (select s.row_number, s.n%s as named from %s as s) as own '
                'on own.row_number operator(pg_catalog.=) s.row_number', v_own, plan.staging)
        end,
        'is_others', case when v_own is not null then ' and own.named is null' end,
        'is_complete', (
            select string_agg(format('s.k1_%s is not null', n), ' and ' order by n)
            from generate_series(1, jsonb_array_length(linked_source_sql.link -> 'parts')) as n));
end;
$$;

comment on function tabular_import_engine.linked_source_sql(tabular_import_engine.import_plan, jsonb, text) is
'from and where of the rows of a file whose link has a whole key, in s, with its parts k1_1, k1_2 ..., beside the row '
'that it names, l1, NULL where there is none; without those that name a row of the file itself. link: one of the '
'plan''s, see plan_links; condition: SQL over the staged rows s that narrows them.';
