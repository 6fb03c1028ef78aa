create or replace function tabular_import_private.columns_to_judge(
    table_id oid, header text[], fitted text[], options jsonb
)
returns table (place bigint, column_name text, entry text, type_id oid, typmod integer, may_be_null boolean)
language sql
stable
security invoker
begin atomic
    select
        h.position as place,
        h.column_name,
        coalesce(m.entry, h.name) as entry,
        b.base_type_id as type_id,
        b.base_typmod as typmod,
        not c.is_required as may_be_null
    from unnest(columns_to_judge.header, columns_to_judge.fitted) with ordinality as h (name, column_name, position)
    inner join tabular_import_engine.target_columns(columns_to_judge.table_id) as c on c.column_name = h.column_name
    left join
        tabular_import_engine.match_header(
            columns_to_judge.table_id, columns_to_judge.header, columns_to_judge.options
        ) as m
        -- Without that option no name is looked for.
        on m.place = h.position and columns_to_judge.options ? 'columns'
    cross join lateral tabular_import_engine.base_type(c.type_id, c.typmod) as b
    inner join pg_type as t on t.oid = b.base_type_id
    -- A link's cells are names of rows. The code of others' types may not be run here.
    where h.name is not null and m.link is null and (
        t.typtype = 'e' and not tabular_import_engine.reads_by_user_code(t.oid) or t.oid = any(
            tabular_import_engine.number_types()
            || array['bool', 'date', 'timestamp', 'timestamptz', 'time', 'timetz', 'uuid']::regtype[]
        )
    );
end;

comment on function tabular_import_private.columns_to_judge(oid, text[], text[], jsonb) is
'The columns of a file whose cells can be judged without the code of users: place in the header, the table''s name, '
'entry: the name in option columns that is meant for it, type and modifier under any domain, and whether an empty '
'cell is no error. fitted: the table''s column for each name of the header; options: the job''s.';
