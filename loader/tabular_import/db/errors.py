"""What the database refuses, as Python exceptions: the one place that maps SQLSTATEs."""

from __future__ import annotations

import re

import psycopg


class Refused(Exception):
    """A call that the database refused; str() is what to tell the user, hint included."""

    def __init__(self, sqlstate: str | None, message: str, hint: str | None) -> None:
        super().__init__(" ".join(part for part in (message, hint) if part))
        self.sqlstate = sqlstate
        self.message = message
        self.hint = hint


class InvalidCall(Refused):
    """Something about the call itself is wrong: its file, options or table name."""


class NotPermitted(Refused):
    """The calling role may not do this, or is not admitted."""


class JobNotFound(Refused):
    """There is no such job, or it is not the caller's."""


class InvalidJobState(InvalidCall):
    """The job is not in a state in which this can be done, such as one that has ended."""


class AttemptLost(Refused):
    """The job no longer runs under this attempt: stop, another one may have taken it over."""


class LimitExceeded(Refused):
    """A configured limit is exceeded."""


class NotInstalled(Refused):
    """The schema is not in the database, or the role may not use it."""


# classes TI (ours, see view tabular_import.error_condition) and PostgreSQL's own
EXCEPTIONS: dict[str, type[Refused]] = {
    "TI001": NotPermitted,
    "TI002": NotPermitted,
    "TI003": InvalidCall,
    "TI004": InvalidCall,
    "TI005": InvalidCall,
    "TI006": NotPermitted,
    "TI007": JobNotFound,
    "TI008": AttemptLost,
    "TI009": InvalidJobState,
    "TI013": LimitExceeded,
    "TI014": InvalidCall,
    "TI017": InvalidCall,
    "3F000": NotInstalled,
    "42883": NotInstalled,
    "42P01": NotInstalled,
    "42501": NotPermitted,
}

INSTALL = "Run 'tabular-import install' on this database."

# what libpq says where a message of the server does not fit into memory
TOO_LONG = "cannot allocate memory for input buffer"

# what to do about errors of PostgreSQL's own, by SQLSTATE
HINTS = {
    "3F000": INSTALL,
    "42883": INSTALL,
    "42P01": INSTALL,
}

# Of "permission denied for function purge_import_jobs", in whatever language, the name is left.
_ADMINS = re.compile(
    r"\b(purge_import_jobs|(admit|revoke|dismiss)_import_role|set_import_(setting|retention)"
    r"|erase_import_data|reassign_import_objects|metrics|health_problems)\b"
)
_WORKERS = re.compile(r"\b(claim_import_job|(note|forget)_import_worker|import_summary)\b")
_OURS = re.compile(
    r"\b(tabular_import\w*|(import_(job|job_error|job_event|file|attempt|option|setting|retention|worker)|queue_health"
    r"|error_condition)|upload_(file|text)|(begin|finish)_file_upload|(append|read)_file_chunk"
    r"|submit_tabular_import_task|check_import_target|template|poll_queue|job_template|note_staged"
    r"|stop_load|stop_lost_loads|\w+_import|\w+_import_job|import_(records|profile)"
    r"|\w+_import_(options|profile|profile_from_job)|check_new_table|collect_rows|columns_to_read|describe_links|propose_table)\b"
)


def _membership(message: str) -> str | None:
    """Returns which role the denial of something of ours asks for; None for what is others'."""
    if _ADMINS.search(message):
        return "Ask an administrator for membership in tabular_import_admin."
    if _WORKERS.search(message):
        return "Ask an administrator for membership in tabular_import_worker."
    if _OURS.search(message):
        return (
            "Ask an administrator for membership in tabular_import_user (imports) or"
            " tabular_import_worker (workers)."
        )
    return None


# as the server names a character that its encoding lacks
BYTES = re.compile(r"(?:0x[0-9a-f]{2} ?)+")


def _lacking(error: psycopg.Error) -> InvalidCall:
    """Returns what to tell of a call with a character that the database's encoding lacks."""
    found = BYTES.search(error.diag.message_primary or "")
    octets = bytes(int(octet, 16) for octet in found[0].split()) if found else b""
    character = octets.decode("utf-8", "replace")
    which = f"the character {character} (U+{ord(character):04X})" if len(character) == 1 else "all"
    return InvalidCall(
        error.diag.sqlstate,
        f"The encoding of the database does not have {which} of what the call contains.",
        "Give the file, the table or the option a name without it.",
    )


def refused(error: psycopg.Error) -> Refused:
    """Returns the exception that stands for a database error.

    Its message is the error's primary message; where PostgreSQL gives no hint, ours stands in.
    """
    if isinstance(error, psycopg.errors.UntranslatableCharacter):
        return _lacking(error)
    if TOO_LONG in str(error):
        return Refused(
            None,
            "A message of the server, such as a trigger's RAISE INFO, is longer than the worker's"
            " memory allows.",
            None,
        )
    diagnosis = error.diag
    sqlstate = diagnosis.sqlstate or ""
    message = diagnosis.message_primary or " ".join(str(error).split()) or "The connection is lost"
    if not message.endswith((".", "?", "!")):
        message += "."
    hint = diagnosis.message_hint or HINTS.get(sqlstate)
    if hint is None and sqlstate == "42501":
        hint = _membership(message)
    return EXCEPTIONS.get(sqlstate, Refused)(diagnosis.sqlstate, message, hint)
