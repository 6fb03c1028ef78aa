"""The command line: one module for each group of commands."""

from tabular_import.cli.commands import main

__all__ = ["main"]
