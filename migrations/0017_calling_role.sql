-- Whom a private function acts for. The check is made where the value is, as the role whose code hands it over, so that
-- nobody can hand over another role's name, not even a role that may use every schema (pg_read_all_data).
create domain tabular_import_private.calling_role as name collate "default" not null
constraint is_current_user check (value = current_user);
