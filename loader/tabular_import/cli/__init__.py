"""The command line: one module for each group of commands."""

from tabular_import.cli.program import main

__all__ = ["main"]
