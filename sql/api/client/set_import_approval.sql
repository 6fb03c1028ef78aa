create or replace function tabular_import.set_import_approval(
    table_name text, approvers text[], must_hold boolean default false, may_submitter_release boolean default false
)
returns void
language sql
volatile
security invoker
begin atomic
    select tabular_import_private.set_import_approval(
        current_user collate "default",
        set_import_approval.table_name,
        tabular_import_engine.resolve_table(set_import_approval.table_name, current_schemas(true)),
        set_import_approval.approvers,
        set_import_approval.must_hold,
        set_import_approval.may_submitter_release
    );
end;

comment on function tabular_import.set_import_approval(text, text[], boolean, boolean) is
'Says who releases imports into a table that are held. table_name: as in SQL; approvers: roles that, with their '
'members, see jobs of the table that are held or were released, with the values of their changes and row errors, and '
'may release them or give them up; {} for none, NULL to take back all that was said of the table; must_hold: '
'all imports into the table are held, whatever their option hold says; may_submitter_release: a job may also be '
'released by who submitted it. For the owner of the table and admins. Raises table_not_found, not_permitted, '
'invalid_option.';

grant execute on function tabular_import.set_import_approval(text, text[], boolean, boolean)
to tabular_import_user, tabular_import_admin;
