-- One install after the other: this lock stands against itself, and against nobody who reads. Nobody else has a right
-- to take it.
lock table tabular_import_private.migration in share update exclusive mode;
