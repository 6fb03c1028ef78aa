-- The columns that triggers before the row may set, NULL where it cannot be seen what the triggers of the target do.
alter type tabular_import_engine.diagnosis_traits add attribute set_by_triggers text[];
