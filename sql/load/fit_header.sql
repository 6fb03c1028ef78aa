create or replace function tabular_import_private.fit_header(
    job tabular_import_private.import_job, header text[], reading jsonb, out fitted text[], out notes text[],
    out options jsonb, out noted_reading jsonb
)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_options jsonb;
    v_matched jsonb;
begin
    fitted := fit_header.header;
    notes := array_remove(
        array[tabular_import_engine.template_note(job.table_id, fit_header.reading)], null);
    options := job.options;
    noted_reading := fit_header.reading;
    if not job.options ? 'matched' then
        return;
    end if;
    fitted := tabular_import_private.fitted_header(job.table_id, fit_header.header, job.options);
    notes := notes || tabular_import_engine.header_notes(job.table_id, fit_header.header, job.submitter, job.options);
    select
        jsonb_object_agg(m.name, jsonb_strip_nulls(jsonb_build_object(
            'column', m.column_name, 'by', m.step, 'link', m.link -> 'title')))
            filter (where m.step not in ('exact', 'row version') and m.place <= 1000)
    into v_matched
    from tabular_import_engine.match_header(job.table_id, fit_header.header, job.options) as m;
    v_options := tabular_import_engine.plan_options(job.table_id, fit_header.header, job.options) - 'matched';
    options := tabular_import_engine.asked_separators(
        job.table_id,
        fitted,
        case
            when v_options ? 'links' then array(
                -- What names a row of another table may be no number where that row's id is one, and the other way.
                select h.type_id
                from unnest(fitted, fit_header.header) with ordinality as f (name, cell, n)
                left join tabular_import_engine.header_types(job.table_id, fit_header.header, job.options) as h
                    on h.name = f.cell
                order by f.n)
        end,
        v_options,
        -- In a marked file all cells are texts.
        case when fit_header.reading ? 'marked' then 'csv' else fit_header.reading ->> 'format' end);
    if v_matched is not null then
        noted_reading := coalesce(noted_reading, '{}') || jsonb_build_object('matched', v_matched);
    end if;
end;
$$;

comment on function tabular_import_private.fit_header(tabular_import_private.import_job, text[], jsonb) is
'What a file''s header that fits is to a job: fitted, see fitted_header; notes, see header_notes; options, see '
'plan_options; noted_reading, how the file was read with the columns that were not found by their very names. '
'job: see matched_job; reading: how the file was read.';
