"""Spreadsheets and Parquet: one module for each format, and what they share."""
