"""Delimited text and JSON: encodings, how a text is cut into cells, records."""
