"""How much the tests do: in short for every change, in full with TESTS=long (make test-long)."""

from __future__ import annotations

import os

LONG = os.environ.get("TESTS") == "long"


def amount(variable: str, short: int, full: int) -> int:
    """Returns how many cases a test makes: what an environment variable says, else one of both."""
    return int(os.environ.get(variable) or (full if LONG else short))
