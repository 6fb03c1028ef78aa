create or replace function tabular_import_engine.plan_value_sql(
    plan tabular_import_engine.import_plan, place bigint, type_id oid, typmod integer, staged text,
    empty text default 'null', is_typed boolean default false
)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_link jsonb := plan.rules[plan_value_sql.place] -> 'link';
    v_value text;
begin
    v_value := tabular_import_engine.cell_value_sql(
        plan_value_sql.type_id, plan_value_sql.typmod, plan_value_sql.staged, plan_value_sql.empty,
        plan_value_sql.is_typed and v_link is null);
    if v_link is null then
        return v_value;
    end if;
    if v_link ? 'found' then
        return format(
            case when plan_value_sql.empty = 'null' then '%1$s::%2$s'
            else 'case when %1$s is not null then %1$s::%2$s else %3$s::%2$s end' end,
            v_link ->> 'found', format_type(plan_value_sql.type_id, -1), plan_value_sql.empty);
    end if;
    return format(
        'case when pg_catalog.starts_with(%1$s, tabular_import_engine.link_marker()) '
        'then tabular_import_engine.refuse_link(%1$s)::%2$s %3$s end',
        plan_value_sql.staged, format_type(plan_value_sql.type_id, -1),
        case
            -- What a key of the same type has written is a value without a question.
            when tabular_import_engine.is_linked_alike(v_link, plan_value_sql.type_id, plan_value_sql.typmod)
                then format(
                    'when %1$s operator(pg_catalog.<>) '''' then %1$s::%2$s else %3$s::%2$s', plan_value_sql.staged,
                    format_type(plan_value_sql.type_id, -1), plan_value_sql.empty)
            else 'else ' || v_value
        end);
end;
$$;

comment on function tabular_import_engine.plan_value_sql(
    tabular_import_engine.import_plan, bigint, oid, integer, text, text, boolean
) is
'As cell_value_sql, for the cell in a place of the header, which a link may have filled: then it raises '
'link_unresolved where the link names no row.';
