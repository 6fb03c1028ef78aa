"""Loads spreadsheets and delimited text into PostgreSQL through the schema tabular_import."""

__version__ = "0.1.0"
