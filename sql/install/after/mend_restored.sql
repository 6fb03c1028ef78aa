select tabular_import_private.mend_restored();
