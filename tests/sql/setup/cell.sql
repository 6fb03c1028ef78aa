-- What becomes of values in a column of a type: the stored value as text, or the SQLSTATE that refuses it; and how
-- the engines differ about it.
create function tap_help.verdicts(type text, variadic cells text[])
returns table (cell text, verdict text, difference text)
language plpgsql
volatile
as $$
declare
    v_lines text[] := array(select array[c.cell, c.number::text] from unnest(cells) with ordinality as c (cell, number));
    v_good text[];
    v_job bigint;
    v_difference text;
begin
    execute format('create table demo.verdict (value %s, number integer primary key)', type);
    grant insert, select on demo.verdict to tabular_import_user;
    v_difference := tap_help.engines_differ('demo.verdict', '{value,number}', v_lines);
    v_job := tap_help.import('demo.verdict', '{value,number}', v_lines);
    v_good := array(
        select array[c.cell, c.number::text] from unnest(cells) with ordinality as c (cell, number)
        where not exists (
            select from tabular_import.import_job_error as e
            where e.job_id = v_job and e.row_number = c.number
        )
        order by c.number);
    if tap_help.status(v_job) = 'error' and cardinality(v_good) > 0 then
        perform tap_help.import('demo.verdict', '{value,number}', v_good);
    end if;
    return query execute
        'select c.cell, coalesce((select e.sqlstate from tabular_import.import_job_error as e'
        ' where e.job_id = $2 and e.row_number = c.number), v.value::text), $3'
        ' from unnest($1) with ordinality as c (cell, number)'
        ' left join demo.verdict as v on v.number = c.number order by c.number'
    using cells, v_job, v_difference;
    drop table demo.verdict;
end;
$$;

-- One test: what a column of a type makes of cells. expected: pairs of a cell and its verdict, 'NULL' for a stored
-- NULL; 'TI020/22P02' stands for a spelling that PostgreSQL knows since version 16.
create function tap_help.takes(type text, expected text[])
returns text
language plpgsql
volatile
as $$
declare
    v_differences text;
    v_engines text;
begin
    with wanted as (
        select
            e.pair[1] as cell, e.number,
            case
                when e.pair[2] <> 'TI020/22P02' then e.pair[2]
                when current_setting('server_version_num')::integer >= 160000 then 'TI020'
                else '22P02'
            end as verdict
        from (
            select array[expected[i][1], expected[i][2]] as pair, i as number
            from generate_subscripts(expected, 1) as i
        ) as e
    )
    select string_agg(format('[%s] gives %s, not %s', w.cell, coalesce(v.verdict, 'NULL'), w.verdict), E'\n' order by w.number)
        filter (where coalesce(v.verdict, 'NULL') <> w.verdict),
        max(v.difference)
    into v_differences, v_engines
    from wanted as w
    join tap_help.verdicts(type, variadic array(select x.cell from wanted as x order by x.number))
        with ordinality as v (cell, verdict, difference, number) using (number);
    return concat_ws(
        E'\n', tap.ok(v_differences is null and v_engines is null, type), tap.diag(v_differences), tap.diag(v_engines));
end;
$$;
