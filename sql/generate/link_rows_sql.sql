-- For a link named by a text and an integer in the second cell of the file, in short:
--
--     select s.*, (s.p2[1] as a text) as k1_1, (s.p2[2] as an integer) as k1_2
--     from (
--     select s.*, (the parts of s.c2) as p2
--     from
create or replace function tabular_import_engine.link_rows_sql(options jsonb, job_path text)
returns text
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.fill(
            $sql$select s.*,
{keys}
from {parts}$sql$,
            'keys', tabular_import_engine.link_keys_sql(link_rows_sql.options, link_rows_sql.job_path),
            'parts', E'(\nselect s.*,\n' || tabular_import_engine.link_parts_sql(link_rows_sql.options) || E'\nfrom '
        );
end;

comment on function tabular_import_engine.link_rows_sql(jsonb, text) is
'The beginning of the query of rows beside the parts of the identities of their links, see link_keys_sql; what it '
'takes the rows from follows, and behind them link_tail of the plan. options: a plan''s.';
