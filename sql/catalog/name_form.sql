create or replace function tabular_import_engine.name_form(name text, step text)
returns text
language sql
stable
security invoker
begin atomic
    select
        case name_form.step
            when 'exact' then name_form.name
            when 'alike' then (tabular_import_engine.name_keys(name_form.name))[1]
            when 'folded' then tabular_import_engine.folded_name(name_form.name)
            when 'folded digraphs' then tabular_import_engine.folded_name(name_form.name, true)
        end;
end;

comment on function tabular_import_engine.name_form(text, text) is
'What of a name counts in a step of pair_names: exact, alike, folded, or folded digraphs with umlauts as two letters.';
