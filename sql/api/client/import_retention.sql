create or replace view tabular_import.import_retention
as
select
    nullif(r.table_path, '') as table_name,
    r.kind,
    r.keep
from tabular_import_private.retention as r;

comment on view tabular_import.import_retention is
'How long something is kept of jobs that have ended, for everybody to see: table_name (NULL: all tables that have no '
'policy of their own for the kind), kind, keep. What is not listed is kept as long as the job, and jobs until '
'somebody deletes them. See set_import_retention.';

grant select on tabular_import.import_retention to tabular_import_user, tabular_import_worker, tabular_import_admin;
