-- Refuses a database that another version of the program has changed in ways this one does not know.
do $$
declare
    v_program jsonb := current_setting('tabular_import.install')::jsonb;
    v_program_newest integer;
    v_newer text;
    v_edited text;
begin
    select max(m.number) into v_program_newest
    from jsonb_to_recordset(v_program) as m (number integer);

    select string_agg(a.name, ', ' order by a.number) into v_newer
    from tabular_import_private.migration as a
    where a.number > coalesce(v_program_newest, 0);
    if v_newer is not null then
        raise exception using
            errcode = 'TI010',
            message = format(
                'The database was installed by a newer version of the program: it has the migration(s) %s.', v_newer
            ),
            hint = 'Install with that version of pg-tabular-import or a newer one.';
    end if;

    select string_agg(a.name, ', ' order by a.number) into v_edited
    from tabular_import_private.migration as a
    left join jsonb_to_recordset(v_program) as m (number integer, name text, sha256 text)
        on m.number = a.number
    where (m.name, m.sha256) is distinct from (a.name, a.sha256);
    if v_edited is not null then
        raise exception using
            errcode = 'TI011',
            message = format(
                'The migration(s) %s differ from what was applied to this database.', v_edited
            ),
            hint = 'Put the original text back and make the change in a new migration.';
    end if;
end
$$;
