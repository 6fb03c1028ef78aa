"""Files that want to keep a worker: each ends in one sentence, and the job behind it is done."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import random
import re
import signal
import struct
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import psutil
import pytest
import zstandard

from tabular_import.reading import Reader, ReadingError
from tabular_import.work.worker import Settings
from tools import make_files_sheets as sheets
from tools.hands import working
from tools.servers import Database
from tools.workers import Crew, crew

SECONDS = 60
# The longest that any of them may take: the reader's own limit of time, and what is around it.
MOST_SECONDS = 75
WORKER_MB = 160
CHILD_MB = 330

HEAD = b"code,a_field\n"


def packed(parts: int, each: bytes, compress: Callable[[bytes], bytes]) -> bytes:
    return compress(HEAD) + compress(each) * parts


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def zipped(entries: int, said: int | None = None) -> bytes:
    """Return an archive of so many empty entries, and one that says another number."""
    local = b"PK\x03\x04" + bytes(26)
    entry = b"PK\x01\x02" + bytes(42)
    count = min(entries if said is None else said, 0xFFFF)
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, entries * len(entry), len(local), 0
    )
    return local + entry * entries + end


def zeros(name: str, size: int) -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as out,
    ):
        for _ in range(size >> 20):
            out.write(b"0" * (1 << 20))
    return made.getvalue()


def double_bytes() -> bytes:
    rng = random.Random(1)
    common = [chr(c) for c in range(0x4E00, 0x9FA0) if len(chr(c).encode("gb2312", "ignore")) == 2]
    text = "".join("1," + "".join(rng.choices(common, k=40)) + "\n" for _ in range(4000))
    return HEAD + text.encode("gb18030") + b"2,\xff\xff\xff\n" * 100_000


def made(text: str) -> dict[str, bytes | str]:
    with zipfile.ZipFile(BytesIO(sheets.xlsx(sheets.xml_rows([("code",)])))) as archive:
        parts: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    return parts | {"xl/worksheets/sheet1.xml": text}


SHEET = '<worksheet xmlns="{}"><sheetData>{}</sheetData></worksheet>'
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'

# Name, name of the file, content, options, and how the result begins. Done in the order given.
CASES: list[tuple[str, str, Callable[[], bytes], str, str]] = [
    ("slashes", "x.csv", lambda: HEAD + b"1," + b"\\" * 800_000 + b"\n",
     '{"escape": "backslash"}', "1 row"),
    ("quoted slashes", "x.csv", lambda: HEAD + b'1,"' + b"\\" * 800_000 + b'"\n',
     '{"escape": "backslash"}', "1 row"),
    ("escaped commas", "x.csv", lambda: HEAD + b"1," + b"\\," * 400_000 + b"\n",
     '{"escape": "backslash"}', "1 row"),
    ("escaped line ends", "x.csv", lambda: HEAD + b"1," + b"\\\r\n" * 200_000 + b"\n",
     '{"escape": "backslash"}', "1 row"),
    ("a long text with paths", "x.csv", lambda: HEAD + b"1," + rb"C:\\dir\\file " * 50_000 + b"\n",
     '{"escape": "backslash"}', "1 row"),
    ("unknown escapes", "x.csv", lambda: HEAD + b"1,\\x\n" * 20_000,
     '{"escape": "backslash"}', "error"),
    ("text behind quotes", "x.csv", lambda: HEAD + b'1,"a"b\n' * 20_000, "{}", "error"),
    ("quotes that stay open", "x.csv", lambda: HEAD + (b'1,"' + b"x" * 999 + b"\n") * 2001,
     "{}", "error"),
    ("quotes and commas", "x.csv", lambda: (b'a","' * 1300 + b"\n") * 200, "{}", "error"),
    ("quotes alone", "x.csv", lambda: b'"\n' * 130_000, "{}", "error"),
    ("accents", "x.csv", lambda: ("\u0301\u0323" * 60_000 + ",a\n").encode() * 2, "{}", "error"),
    ("accents in rows", "x.csv", lambda: ("\u0301\u0323" * 499 + ",a\n").encode() * 200,
     "{}", "error"),
    ("words and blanks", "x.csv", lambda: (b"a b " * 6000 + b"\n") * 10, "{}", "error"),
    ("blanks", "x.csv", lambda: HEAD + b" " * 5_000_000 + b"\n", "{}", "0 row"),
    ("blank lines", "x.csv", lambda: HEAD + b"1,2\n" + b"\n" * 3_000_000, "{}", "1 row"),
    ("a line without end", "x.csv", lambda: HEAD + b"1," + b"x" * (9 << 20), "{}",
     "Line 2 is longer than"),
    ("columns without end", "x.csv", lambda: b",".join([b"c"] * 1_000_000) + b"\n", "{}",
     "Line 1 has more than"),
    ("bytes of no code page", "x.csv", lambda: HEAD + b"1," + b"\x81" * 300_000 + b"\n",
     '{"encoding": "cp1252"}', "error"),
    ("rows of such bytes", "x.csv", lambda: HEAD + b"1,\x81\n" * 20_000,
     '{"encoding": "cp1252"}', "error"),
    ("half characters", "x.csv",
     lambda: (HEAD + b"1,x\n").decode().encode("utf-16-le") + b"\0\xd8" * 100_000,
     '{"encoding": "utf-16-le"}', "error"),
    ("double bytes", "x.csv", double_bytes, "{}", "error"),
    ("NULs", "x.csv", lambda: HEAD + b"1,\0\n" * 20_000, "{}", "error"),
    ("JSON of bad bytes", "x.jsonl", lambda: b'{"code":"\xff"}\n' * 60_000,
     '{"encoding": "utf-8"}', "error"),
    ("JSON nested", "x.jsonl", lambda: b'{"code":' + b"[" * 1_000_000, "{}", "error"),
    ("JSON lines cut off", "x.jsonl", lambda: b'{"code":1}\n' + b'{"code":\n' * 60_000,
     "{}", "error"),
    ("JSON of commas", "x.json", lambda: b"[" + b"," * 1_000_000 + b'{"code":"c"}]', "{}", "1 row"),
    ("JSON without comma", "x.json", lambda: b'[{"a_field":"' + b"x" * 3_000_000 + b'"}]',
     "{}", "1 row"),
    ("JSON behind blanks", "x.json", lambda: b" " * 3_000_000 + b'[{"code":"d"}]', "{}", "1 row"),
    ("members of gzip", "x.csv.gz", lambda: packed(80_000, b"1", gzip.compress), "{}",
     "The gz file is made of 1,001 parts"),
    ("empty frames", "x.csv.zst", lambda: packed(300_000, b"", zst), "{}",
     "The zst file is made of 1,001 parts"),
    ("streams of xz", "x.csv.xz", lambda: packed(20_000, b"", lzma.compress), "{}",
     "The xz file is made of 1,001 parts"),
    ("streams of bzip2", "x.csv.bz2", lambda: packed(20_000, b"1", bz2.compress), "{}",
     "The bz2 file is made of 1,001 parts"),
    ("blocks of gzip", "x.csv.gz", lambda: gzip.compress(HEAD) + b"".join(
        gzip.compress(b"%d,x\n" % n * 400) for n in range(1500)), "{}", "600000 row"),
    ("entries", "x.zip", lambda: zipped(200_000), "{}",
     "The archive holds more than 100,000 files"),
    ("entries not said", "x.zip", lambda: zipped(200_000, 1), "{}",
     "The archive holds more than 100,000 files"),
    ("entries of a sheet", "x.xlsx", lambda: zipped(200_000), "{}",
     "The archive holds more than 100,000 files"),
    ("a bomb", "x.zip", lambda: zeros("x.csv", 256 << 20), "{}", "The file unpacks to more than"),
    ("a packed sheet", "x.xlsx.gz", lambda: gzip.compress(sheets.xlsx(sheets.xml_rows(
        [("code", "a_field"), ("e", "f")]))), "{}", "1 row"),
    ("a bomb as a sheet", "x.xlsx",
     lambda: sheets.zipped(made(SHEET.format(sheets.MAIN, ROW.format("x" * (90 << 20))))),
     "{}", "The file unpacks to more than"),
    ("a broken sheet", "x.xlsx", lambda: sheets.zipped(made("<worksheet><sheetData><row>")),
     "{}", "error"),
]  # fmt: skip

TABLES = """
create table public.hostile (code text, a_field text);
grant insert, select on public.hostile to alice;
create function public.speak() returns trigger language plpgsql as $$
begin
    if tg_argv[0] = 'notice' then
        raise notice '%', repeat('x', 30000000);
    elsif tg_argv[0] = 'info' then
        raise info '%', repeat('x', 30000000);
    elsif tg_argv[0] = 'reset' then
        set client_min_messages = notice;
        raise notice using message = repeat('x', 60000000), detail = repeat('y', 60000000);
    elsif tg_argv[0] = 'progress' then
        raise info using message = repeat('x', 60000000), column = 'progress';
    elsif tg_argv[0] = 'endless' then
        raise info '%', repeat('x', 250000000);
    elsif tg_argv[0] = 'world' then
        raise exception using errcode = '40P01', message = repeat('x', 30000000);
    elsif tg_argv[0] = 'cancel' then
        raise exception using errcode = '57014', message = 'no', hint = repeat('x', 30000000);
    else
        raise exception using message = repeat('x', 30000000), detail = repeat('y', 30000000),
            hint = repeat('z', 30000000);
    end if;
    return new;
end $$;
"""
SPEAKERS = [
    ("notice", "", "1 row"),
    ("message", "", "error"),
    ("message deferred", "constraint", "error"),
    ("world", "", "The import was attempted 1 time(s)"),
    ("cancel", "", "The import was attempted 1 time(s)"),
]


class Watched:
    """The memory of a process and its children, at its highest, in MB."""

    def __init__(self, pid: int) -> None:
        self.own = self.children = 0
        self._process = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(0.05):
            try:
                self.own = max(self.own, peak(self._process.pid))
                for child in self._process.children(recursive=True):
                    self.children = max(self.children, peak(child.pid))
            except (psutil.Error, OSError):
                continue


def peak(pid: int) -> int:
    """Return the highest memory of a process so far, 0 where it has ended."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found.group(1)) >> 10 if found else 0


def wait_until(condition: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)


@pytest.fixture
def hired() -> Iterator[Crew]:
    with crew() as workers:
        yield workers


def submitted(
    database: Database, name: str, content: bytes, options: str = "{}", table: str = "hostile"
) -> int:
    job_id: int = database.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task("
        "%s, tabular_import.upload_file(%s, %s), %s)",
        f"public.{table}", name, content, options,
    )  # fmt: skip
    return job_id


def outcomes(database: Database) -> dict[int, tuple[str, str, float]]:
    """Return status, result and seconds of all jobs that have ended."""
    rows = database.run(
        "select id, status, result, extract(epoch from completed_at - started_at)::float8"
        " from tabular_import.import_job where status not in ('queued', 'running')"
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def check(
    database: Database,
    workers: Crew,
    jobs: dict[str, tuple[int, str]],
    honest: list[int],
    *arguments: str,
    most: int = WORKER_MB,
) -> None:
    """Let one worker do the jobs, and see that each ended as it should and none took too much."""
    worker = workers.hire(database.as_user("walter"), *arguments)
    with Watched(worker.pid) as watched:
        wait_until(
            lambda: len(outcomes(database)) == len(jobs) + len(honest), "all jobs end", 10 * SECONDS
        )
    found = outcomes(database)
    wrong = []
    for name, (job_id, wanted) in jobs.items():
        status, result, seconds = found[job_id]
        fits = status == "error" if wanted == "error" else wanted in result.split("\n")[0]
        if not fits or seconds > MOST_SECONDS or len(result) > 9000 or "Traceback" in result:
            wrong.append(f"{name}: {status}, {seconds:.1f} s, {result[:200]!r}")
    assert not wrong, "\n".join(wrong)
    assert {found[job_id][0] for job_id in honest} == {"success"}
    assert 0 < watched.own < most, watched.own
    assert watched.children < CHILD_MB, watched.children


def run(database: Database, workers: Crew, cases: list[tuple[str, str, bytes, str, str]]) -> None:
    database.run(TABLES)
    jobs, honest = {}, []
    for name, file_name, content, options, wanted in cases:
        jobs[name] = submitted(database, file_name, content, options), wanted
        honest.append(submitted(database, "honest.csv", HEAD + b"1,foo\n"))
    check(database, workers, jobs, honest)


def test_no_file_keeps_a_worker(
    database: Database, hired: Crew, tell: Callable[[str], None], kind: str
) -> None:
    # the reader is the same for both: on the older server some of each kind will do
    cases = CASES if kind == "18" or os.environ.get("FAULTS") == "long" else CASES[::4]
    run(database, hired, [(n, f, content(n, make), o, w) for n, f, make, o, w in cases])
    tell(f"hostile files on {kind}: attacked {len(cases)}, held {len(cases)}")


CONTENTS: dict[str, bytes] = {}


def content(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the content of a case, which is made once for both servers."""
    if name not in CONTENTS:
        CONTENTS[name] = make()
    return CONTENTS[name]


def let_speak(
    database: Database, speakers: list[tuple[str, str, str]], attempts: int
) -> tuple[dict[str, tuple[int, str]], list[int]]:
    """Submit a job for each trigger, with an honest one behind it."""
    database.run(TABLES)
    jobs, honest = {}, []
    for name, kind, wanted in speakers:
        table = name.replace(" ", "_")
        when = "after insert" if kind else "before insert"
        deferred = "deferrable initially deferred" if kind else ""
        database.run(
            f"create table public.{table} (code text);"
            f" grant insert, select on public.{table} to alice;"
            f" create {kind} trigger speak {when} on public.{table} {deferred}"
            f" for each row execute function public.speak('{name}')"
        )
        options = f'{{"max_attempts": {attempts}}}'
        job_id = submitted(database, "x.csv", b"code\n1\n", options, table)
        jobs[name] = job_id, wanted
        honest.append(submitted(database, "honest.csv", HEAD + b"1,foo\n"))
    return jobs, honest


def test_what_triggers_say_stays_in_the_server(database: Database, hired: Crew) -> None:
    check(database, hired, *let_speak(database, SPEAKERS, attempts=1))
    longest = database.value(
        "select greatest(max(length(value)), max(length(message)), max(length(detail)),"
        " max(length(hint))) from tabular_import.import_job_error"
    )
    assert 4000 < longest < 5000


TOO_LONG = (
    "The import was attempted 2 time(s) and did not come to an end: A message of the server,"
    " such as a trigger's RAISE INFO, is longer than the worker's memory allows."
)


def test_what_the_server_cannot_keep_stays_in_bounds(
    database: Database, hired: Crew, tell: Callable[[str], None], kind: str
) -> None:
    """An INFO is always sent, whatever client_min_messages says."""
    speakers = [
        ("info", "", "1 row"),
        ("reset", "", "1 row"),
        ("progress", "", "1 row"),
        ("endless", "", TOO_LONG),
    ]
    jobs, honest = let_speak(database, speakers, attempts=2)
    check(database, hired, jobs, honest, "--memory", "200", most=240)
    assert hired.workers[0].is_alive()
    tell(f"messages without end on {kind}: attacked {len(jobs)}, held {len(jobs)}")


def test_a_session_that_was_spoken_to_is_not_kept(embedded_database: Database) -> None:
    """It would keep the memory of the longest message. Others serve one job after the other."""
    database = embedded_database
    database.run(TABLES)
    database.run(
        "create table public.seen (code text, pid int default pg_backend_pid());"
        "create table public.info (code text, pid int default pg_backend_pid());"
        "create trigger speak before insert on public.info"
        " for each row execute function public.speak('info');"
        "grant insert, select on public.seen, public.info to alice"
    )
    for table in ("seen", "seen", "info", "seen"):
        submitted(database, "x.csv", b"code\n1\n", table=table)
    with working(database, Settings()):
        wait_until(lambda: len(outcomes(database)) == 4, "all jobs end")
    one, two, last = database.run("select pid from public.seen")
    assert one == two != last
    assert database.run("select pid from public.info") == [one]


@contextmanager
def hanging(folder: Path) -> Iterator[None]:
    """Let every child that is started meanwhile hang."""
    script = folder / "hangs.sh"
    script.write_text("#!/bin/sh\nexec sleep 600\n")
    script.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(script))
        yield


def rows(number: int) -> bytes:
    return HEAD + b"".join(b"%d,x\n" % n for n in range(number))


@pytest.mark.parametrize("number", [5_000, 50_000], ids=["small", "large"])
def test_a_cancel_frees_the_slot(
    number: int, database: Database, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    database.run(TABLES)
    with hanging(tmp_path), working(database, Settings()) as hand:
        job_id = submitted(database, "x.csv", rows(number))
        wait_until(lambda: is_running(database, job_id), "the job runs")
        time.sleep(0.5)
        begun = time.monotonic()
        database.run("select tabular_import.cancel_import_job(%s)", job_id)
        wait_until(lambda: bool(hand.outcomes()), "the slot is free", 20)
        took = time.monotonic() - begun
        assert hand.outcomes() == ["cancel"]
        tell(f"a slot whose reader hung was free {took:.1f} s after the cancel")
        # Read without a child.
        honest = submitted(database, "honest.csv", HEAD + b"1,foo\n")
        wait_until(lambda: honest in outcomes(database), "the next job ends")
    assert outcomes(database)[honest][0] == "success"
    assert not children_of(os.getpid(), "sleep")


def is_running(database: Database, job_id: int) -> bool:
    found = database.value("select status from tabular_import.import_job where id = %s", job_id)
    return bool(found == "running")


def children_of(pid: int, name: str) -> list[psutil.Process]:
    """Return the live children of a process that are called so."""
    found = psutil.Process(pid).children(recursive=True)
    return [p for p in found if p.status() != psutil.STATUS_ZOMBIE and name in p.cmdline()]


def test_a_worker_stops_whatever_its_reader_does(database: Database, tmp_path: Path) -> None:
    database.run(TABLES)
    with hanging(tmp_path), working(database, Settings(grace=0.2)) as hand:
        job_id = submitted(database, "x.csv", rows(50_000), '{"max_attempts": 1}')
        wait_until(lambda: is_running(database, job_id), "the job runs")
        hand.worker.stop()
        hand.thread.join(SECONDS / 3)
        assert not hand.thread.is_alive()
        assert hand.outcomes() == ["released"]
    assert not children_of(os.getpid(), "sleep")


def test_a_child_ends_with_its_worker(database: Database, hired: Crew) -> None:
    """Also where it computes, and also its fork."""
    database.run(TABLES)
    worker = hired.hire(database.as_user("walter"))
    submitted(database, "x.csv", rows(2_000_000))
    name = "tabular_import.reading.child"
    wait_until(lambda: len(children_of(worker.pid, name)) == 2, "the child and its fork")
    children = children_of(worker.pid, name)
    os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: not any(is_alive(child) for child in children), "they end")


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_a_reader_goes_on_after_what_it_ended() -> None:
    """The time is over, a check raises, the rows are not wanted: the next file is read rightly."""

    def stop() -> None:
        raise KeyError("stop")

    def table(data: bytes, **more: object) -> int:
        with reader.open(BytesIO(data), "x.csv", {}, ["code", "a_field"], **more) as found:  # type: ignore[arg-type]
            return sum(block.rows for block in found.copy_blocks())

    with Reader() as reader:
        assert table(rows(10_000)) == 10_000
        with reader.open(BytesIO(rows(500_000)), "x.csv", {}, None) as found:
            next(found.copy_blocks())
        assert table(rows(300_000)) == 300_000
        with pytest.raises(ReadingError, match="longer than"):
            table(HEAD + b"x" * (9 << 20))
        assert table(rows(10_000)) == 10_000
        reader.start()
        assert reader._process is not None
        with reader.open(BytesIO(rows(500_000)), "x.csv", {}, None) as found:
            blocks = found.copy_blocks()
            next(blocks)
            child = psutil.Process(reader._process.pid)
            for process in child.children() or [child]:
                process.kill()
            # no verdict on the file: the job is tried again
            with pytest.raises(OSError, match="ended by the system"):
                list(blocks)
        reader.start()
        assert reader._process is not None
        reader._process.send_signal(signal.SIGSTOP)
        with pytest.raises(KeyError):
            table(rows(10_000), check=stop)
        assert table(rows(10_000)) == 10_000


# How the process that reads the file ends, what of it the log says, and the job.
DEATHS = {
    "an error": ("raise KeyError('odd part')", "exit code 1", "KeyError: 'odd part'", "crashed"),
    "an abort": (
        "os.write(2, b\"terminate called after throwing 'std::bad_alloc'\\n  what(): x\\n\");"
        " os.abort()",
        "signal SIGABRT", "terminate called after throwing 'std::bad_alloc'", "needs more than",
    ),
    "a crash": ("os.kill(os.getpid(), 11)", "signal SIGSEGV", "", "crashed"),
    "a flood": (
        "[os.write(2, b'line %d\\n' % n) for n in range(100_000)]; os._exit(3)",
        "exit code 3", "line 99997; line 99998; line 99999", "crashed",
    ),
    "a kill": ("os.kill(os.getpid(), 9)", "signal SIGKILL", "", "was attempted 1 time"),
}  # fmt: skip


@contextmanager
def dying(folder: Path, statement: str) -> Iterator[None]:
    """Let every child that is started meanwhile die so when it has restrained itself."""
    script = folder / "dies.py"
    script.write_text(
        "import os, sys\nfrom tabular_import.reading import child\n"
        f"def die(*_):\n    {statement}\n"
        "child.open_here = die\nchild.main(int(sys.argv[1]))\n"
    )
    program = folder / "dies.sh"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P {script} "$4"\n')
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(program))
        yield


@pytest.mark.parametrize("name", DEATHS)
def test_the_log_says_why_a_reader_died(
    name: str, embedded_database: Database, tmp_path: Path
) -> None:
    statement, how, said, result = DEATHS[name]
    database = embedded_database
    database.run(TABLES)
    sheet = sheets.xlsx(sheets.xml_rows([("code", "a_field"), ("e", "f")]))
    with dying(tmp_path, statement), working(database, Settings()) as hand:
        job_id = submitted(database, "x.xlsx", sheet, '{"max_attempts": 1}')
        wait_until(lambda: job_id in outcomes(database), "the job ends")
        honest = submitted(database, "honest.csv", HEAD + b"1,foo\n")
        wait_until(lambda: honest in outcomes(database), "the next one ends")
    assert [told for event, told in hand.events if event == "reader died"] == [
        {"how": how, "said": said}
    ]
    assert result in outcomes(database)[job_id][1]
    assert outcomes(database)[honest][0] == "success"
