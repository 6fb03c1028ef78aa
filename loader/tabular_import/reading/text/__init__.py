"""Delimited text and JSON: encodings, dialects, records."""
