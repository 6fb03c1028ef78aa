"""Bounds the memory of this process.

The server passes on whatever users' code says with RAISE INFO, and libpq takes a message in whole,
however long it is. It asks for all of its memory at once: where there is not so much, the message
is dropped or its connection breaks, and nothing else is short of any.
"""

from __future__ import annotations

from contextlib import suppress


def bound_memory(megabytes: int) -> None:
    """Bounds the data of this process, where the system can do that; children can undo it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, hard))
