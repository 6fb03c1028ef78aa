-- Links, by which a file names rows of other tables as people do: link_head and link_tail are the query around staged
-- rows that finds the rows named, NULL where the file has no link; file_columns is how many columns the file has, as
-- others come behind them.
alter type tabular_import_engine.import_plan
add attribute file_columns integer,
add attribute link_head text,
add attribute link_tail text;
