create or replace function tabular_import_engine.link_failure(
    link jsonb, value text, raw text, job_path text
)
returns tabular_import_engine.statement_outcome
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome tabular_import_engine.statement_outcome;
    v_identity text := substr(link_failure.value, length(tabular_import_engine.link_marker()) + 1);
    v_count integer := jsonb_array_length(link_failure.link -> 'parts');
    v_parts text[] := case
        when v_count = 1 then array[v_identity] else tabular_import_engine.identity_parts(v_identity, v_count)
    end;
    -- Rows are many: the catalogue is asked once for all.
    v_words jsonb := coalesce(
        link_failure.link -> 'words', tabular_import_engine.link_words(link_failure.link));
    v_table text := v_words ->> 'table';
    v_part jsonb;
    v_said tabular_import_engine.statement_outcome;
begin
    v_outcome.sqlstate := v_words ->> 'sqlstate';
    v_outcome.constraint_name := link_failure.link ->> 'constraint_name';
    -- What is a message of others is the detail of a row error.
    v_outcome.detail := tabular_import_engine.link_message(link_failure.link ->> 'name', link_failure.raw);
    v_outcome.hint := 'Correct the cell in the file.';
    if v_count > 1 and cardinality(v_parts) is distinct from v_count then
        v_outcome.message := format(
            'A row of %s is named by %s, with a dot between them; a part that has a dot or a quote stands in double '
            'quotes.',
            v_table, link_failure.link ->> 'title');
        return v_outcome;
    end if;
    for n in 1..v_count loop
        v_part := v_words -> 'parts' -> (n - 1);
        if v_parts[n] is null then
            v_outcome.message := format(
                'A row of %s is named by %s; %s is empty.', v_table, link_failure.link ->> 'title',
                v_part ->> 'name');
            return v_outcome;
        end if;
        continue when v_part ->> 'value' is null;
        v_said := tabular_import_engine.cell_failure(
            v_part ->> 'value', v_parts[n], link_failure.job_path, (v_part ->> 'is_internal_said')::boolean);
        if v_said.sqlstate is not null then
            v_outcome.message := case
                when v_count = 1 then v_said.message else format('%s: %s', v_part ->> 'name', v_said.message)
            end;
            return v_outcome;
        end if;
    end loop;
    v_outcome.message := format(
        'No row of %s that you may read has %s.', v_table,
        (
            select string_agg(
                tabular_import_engine.missing_part(
                    v_words -> 'parts' -> (p.n - 1)::integer ->> 'name', p.part),
                case when p.n = v_count then ' and ' else ', ' end order by p.n)
            from unnest(v_parts) with ordinality as p (part, n)
        ));
    v_outcome.hint := 'Import the row that this one refers to first, or correct the cell.';
    return v_outcome;
end;
$$;

comment on function tabular_import_engine.link_failure(jsonb, text, text, text) is
'What a row error says of a link that names no row; detail is its message, message its detail. link: what the plan''s '
'rules have of it, with words of link_words; value: see link_marker; raw: the identity as it stands in the file.';
