create or replace function tabular_import_engine.template_changes(table_id oid, template jsonb)
returns text[]
language sql
stable
security invoker
begin atomic
    with present as materialized (
        select c.*
        from
            jsonb_to_recordset(
                tabular_import_engine.template_fingerprint(template_changes.table_id) -> 'columns'
            ) as c (
                number integer, name text, type text, required boolean, choices jsonb, listed text, link text
            )
    ),

    -- Of another table with the name the numbers say nothing: it was restored, or made anew.
    past as materialized (
        select
            p.*,
            (template_changes.template ->> 'id')::bigint = template_changes.table_id::bigint as is_same
        from
            jsonb_to_recordset(template_changes.template -> 'columns') as p (
                number integer, name text, type text, required boolean, choices jsonb, listed text, link text
            )
    ),

    found as (
        select
            p.*,
            coalesce(a.number, b.number) as present_number
        from past as p
        left join present as a on p.is_same and a.number = p.number
        left join present as b
            on
                a.number is null and b.name = p.name
                and not (
                    p.is_same
                    and exists (
                        select from past as o
                        where o.number = b.number
                    )
                )
    ),

    pair as (
        select
            t.name as old_name,
            tabular_import_engine.shown_name(t.name) as old_shown,
            t.type as old_type,
            t.required as old_required,
            t.choices as old_choices,
            t.listed as old_listed,
            t.link as old_link,
            n.*,
            tabular_import_engine.shown_name(n.name) as shown,
            coalesce(n.number, t.number) as place
        from found as t
        full join present as n on n.number = t.present_number
    ),

    change as (
        select
            p.place,
            s.step,
            s.told
        from pair as p
        cross join
            lateral (
                values
                (
                    1,
                    case
                        when p.old_name is null
                            then
                                'column ' || p.shown
                                || case when p.required then ' is new and required' else ' is new' end
                        when p.name is null then format('column %s is gone', p.old_shown)
                        when p.name <> p.old_name then format('column %s is now called %s', p.old_shown, p.shown)
                    end
                ),
                (
                    2,
                    case
                        when p.type <> p.old_type
                            then
                                format(
                                    '%s is now %s, and was %s', p.shown, p.type,
                                    tabular_import_engine.shown_name(p.old_type)
                                )
                    end
                ),
                (
                    3,
                    case
                        when p.required and not p.old_required then p.shown || ' is now required'
                        when p.old_required and not p.required then p.shown || ' is no longer required'
                    end
                ),
                (
                    4,
                    p.shown || ' no longer takes: ' || tabular_import_engine.name_list(
                        array(
                            select w.value
                            from jsonb_array_elements_text(p.old_choices) with ordinality as w (value, number)
                            where not p.choices ? w.value
                            order by w.number
                        )
                    )
                ),
                (
                    5,
                    p.shown || ' also takes: ' || tabular_import_engine.name_list(
                        array(
                            select w.value
                            from jsonb_array_elements_text(p.choices) with ordinality as w (value, number)
                            where not p.old_choices ? w.value
                            order by w.number
                        )
                    )
                ),
                (
                    6,
                    case
                        when p.name is null or p.old_name is null then null
                        when
                            (p.choices is not null or p.listed is not null)
                            and p.old_choices is null and p.old_listed is null
                            then
                                p.shown || ' now takes certain values alone'
                                || coalesce(
                                    ': ' || tabular_import_engine.name_list(
                                        array(
                                            select w.value
                                            from
                                                jsonb_array_elements_text(p.choices)
                                                with ordinality as w (value, number)
                                            order by w.number
                                        )
                                    ), ''
                                )
                        when
                            p.choices is null and p.listed is null
                            and (p.old_choices is not null or p.old_listed is not null)
                            then p.shown || ' now takes any value'
                        when (p.choices is null) <> (p.old_choices is null) or p.listed <> p.old_listed
                            then format('the values that %s takes have changed', p.shown)
                    end
                ),
                (
                    7,
                    case
                        when p.name is null or p.old_name is null or p.link is not distinct from p.old_link then null
                        when p.link is null then p.shown || ' no longer names a row of another table'
                        when p.old_link is null then format('%s now names a row of %s', p.shown, p.link)
                        else
                            format(
                                '%s now names a row of %s, and named one of %s', p.shown, p.link,
                                tabular_import_engine.shown_name(p.old_link)
                            )
                    end
                )
            ) as s (step, told)
        where s.told is not null
    )

    select coalesce(array_agg(c.told order by c.place, c.step), '{}') from change as c;
end;

comment on function tabular_import_engine.template_changes(oid, jsonb) is
'What has changed of a table since a template of it was made, for people: "column x is new". template: see '
'template_fingerprint. A column that is called otherwise is known by its number, as long as the table is the same.';
