"""The line between the reader and its child: the one definition of what either of them says.

A task is a head (the lengths of task and content, and whether there is content), a JSON object
(name, options, columns, limits, knows) and, for a small file, its content; otherwise the file
descriptor comes along. The answer is frames, each a kind, a length and so many bytes. A question
is answered by JSON behind a length.
"""

from __future__ import annotations

import os
import struct

# kind and length of a frame
FRAME = struct.Struct(">cI")
# of a COPY block, before its data: how many rows, the first one's number and the last one's
BLOCK = struct.Struct(">QQQ")
TASK = struct.Struct(">IIB")
LENGTH = struct.Struct(">I")

# a sign of life, without content
PULSE = b"P"
# "template" or "types", if the task knows it
QUESTION = b"Q"
# JSON: header, notes, used, reasons
HEADER = b"H"
ROWS = b"B"
# JSON: message and hint; or memory (the format), errno and strerror, or failure
ERROR = b"E"
# JSON: notes, used, reasons
END = b"Z"

# Exit codes of the child: the system gave no process for the file, or ended the one that read it by
# a signal, whose number is added.
NO_PROCESS = os.EX_TEMPFAIL
BY_SIGNAL = 128
