begin;
select plan(6);
create table demo.guarded (code integer primary key, free text, closed text default 'c', note text);
grant insert (code, free, note), select on demo.guarded to tabular_import_user;

select is(
    tap_help.result(tap_help.import('demo.guarded', '{code,free,note}', '{{1,a,b}}')), 'Successfully imported 1 row(s)',
    'a column that the role may not fill need not be there'
);
select results_eq('select code, free, closed, note from demo.guarded', $$values (1, 'a', 'c', 'b')$$, 'it gets its default');
select is(
    tap_help.result(tap_help.import('demo.guarded', '{code,free}', '{{2,a}}', '{"missing_columns": "error"}')),
    'Incoming dataset is missing columns: note', 'nor where all that it may fill have to'
);
select is(
    tap_help.hint(tap_help.import('demo.guarded', '{code,free}', '{{2,a}}')), 'The file has no column for note (NULL).',
    'that it may not fill them is not spoken of'
);
select is(
    tap_help.result(tap_help.import('demo.guarded', '{code,free,closed,note}', '{{2,a,b,c}}')),
    'Permission denied for columns: closed', 'and that one may not'
);
select is(
    (select j.hint from tabular_import.import_job as j order by j.id desc limit 1),
    'Leave them out of the file, or the owner of the table has to call: grant insert on demo.guarded to alice;',
    'the hint says what to do'
);

select * from finish();
rollback;
