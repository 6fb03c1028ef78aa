create or replace function tabular_import_private.note_installation(version text, digest text)
returns void
language sql
volatile
security invoker
begin atomic
    insert into tabular_import_private.installation (version, digest, installed_at)
    values (note_installation.version, note_installation.digest, tabular_import_private.clock())
    on conflict on constraint installation_pkey do update
        set version = excluded.version, digest = excluded.digest, installed_at = excluded.installed_at;
end;

comment on function tabular_import_private.note_installation(text, text) is
'Notes which program has installed the schema, for workers of another one. Called by every install.';
