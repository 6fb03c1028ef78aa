-- What a load asks PostgreSQL's catalogue of its target, once: by which way rows may go in, and, when some are refused,
-- what queries can tell of them.
create type tabular_import_engine.target_traits as (
    has_insert_rule boolean,
    refers_to_itself boolean,
    has_outside_column boolean,
    is_null_final boolean,
    may_set_references boolean
);

create type tabular_import_engine.diagnosis_traits as (
    is_diagnosable boolean,
    has_row_security boolean,
    has_insert_trigger boolean,
    has_unjudged_trigger boolean,
    has_unjudged_check boolean,
    has_unjudged_reference boolean,
    has_special_index boolean,
    has_several_keys boolean,
    has_counted_column boolean,
    can_hash boolean,
    may_diagnose boolean
);

alter type tabular_import_engine.import_plan
add attribute traits tabular_import_engine.target_traits,
add attribute diagnosis tabular_import_engine.diagnosis_traits;

-- What something slower has taken over from.
alter type tabular_import_engine.statement_outcome add attribute fallback tabular_import_engine.row_outcome;
