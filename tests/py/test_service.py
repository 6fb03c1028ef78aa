"""The worker as a service: how it starts, what it logs, how it is seen by whoever watches it."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

from tabular_import import __version__
from tabular_import.work.worker import HAND_BACK_SECONDS, Settings
from tools import cli
from tools.servers import Database
from tools.workers import SECONDS, WorkerProcess, crew, status, submit, wait_until


def events(worker: WorkerProcess, *names: str) -> list[dict[str, object]]:
    return [event for event in worker.events() if event["event"] in names]


def workers(database: Database) -> list[tuple[object, ...]]:
    return database.run(
        "select host || '/' || process, version, is_current, queue_name, concurrency, role_name,"
        " current_jobs from tabular_import.import_worker"
    )


def test_a_server_that_is_not_up_yet_is_waited_for(
    embedded_database: Database, tmp_path: Path
) -> None:
    """And what the worker logs of its job, one line each, and how others see it meanwhile."""
    job = submit(embedded_database)
    place = tmp_path / "server"
    with crew() as hired:
        late = replace(embedded_database.as_user("walter"), host=str(place))
        worker = hired.hire(late, "--concurrency", "2", "--queue", "tabular_import")
        wait_until(lambda: bool(events(worker, "waiting")), "it tells that it waits")
        assert workers(embedded_database) == []
        place.symlink_to(embedded_database.host)
        wait_until(lambda: status(embedded_database, job) == "success", "it has come up")
        wait_until(lambda: bool(workers(embedded_database)), "others see the worker")
        assert workers(embedded_database) == [
            (worker.name, __version__, True, "tabular_import", 2, "walter", [])
        ]
        wait_until(lambda: bool(events(worker, "ended")), "the job has its line")
        worker.signal(signal.SIGHUP)
        assert worker.ended(SECONDS) == 0
        (begun,) = events(worker, "worker")
        assert begun["version"] == __version__
        (line,) = [event for event in worker.events() if "job_id" in event]
        assert {"time", "seconds"} <= line.keys()
        assert {name: line[name] for name in line if name not in ("time", "seconds")} == {
            "event": "ended",
            "job_id": job,
            "attempt": 1,
            "table": "demo.trunk",
            "submitter": "alice",
            "status": "success",
            "outcome": "done",
            "rows_read": 1,
            "rows_imported": 1,
            "rows_rejected": 0,
            "rows_skipped": 0,
        }
        assert not events(worker, "schema differs")
    assert workers(embedded_database) == []


def test_a_server_that_refuses_is_not_waited_for(
    embedded_database: Database, tmp_path: Path
) -> None:
    for late, wanted in (
        (replace(embedded_database, host=str(tmp_path / "none")), "No such file"),
        (replace(embedded_database, name="not_there"), 'database "not_there" does not exist'),
    ):
        wait = "0.3" if wanted == "No such file" else "600"
        result = cli.run("worker", "--burst", "--wait", wait, database=late)
        assert result.code == 2
        assert wanted in result.err


def test_nothing_but_json_on_standard_output(embedded_database: Database) -> None:
    """Of another program than the schema's, too, which the worker says once."""
    embedded_database.run("update tabular_import_private.installation set version = '0.0.1'")
    good, bad = submit(embedded_database), submit(embedded_database, '{"delimiter": ";"}')
    walter = embedded_database.as_user("walter")
    result = cli.run("worker", "--burst", "--json-logs", database=walter)
    assert result.code == 0
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [(line["job_id"], line["status"]) for line in lines if line["event"] == "ended"] == [
        (good, "success"),
        (bad, "error"),
    ]
    submit(embedded_database)
    with crew() as hired:
        worker = hired.hire(walter)
        wait_until(lambda: bool(events(worker, "schema differs")), "it warns")
        assert embedded_database.run(
            "select workers, other_versions from tabular_import.queue_health"
        ) == [(1, 1)]
        worker.signal(signal.SIGTERM)
        assert worker.ended(SECONDS) == 0
        (warning,) = events(worker, "schema differs")
    assert f"by version 0.0.1 of the program, and this worker is of version {__version__}" in str(
        warning["reason"]
    )


DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PROGRAM = "/opt/tabular-import/bin/tabular-import"


def test_the_examples_of_deploy(tmp_path: Path) -> None:
    """Their commands can be run, and what stops the worker gives it the time that it needs."""
    texts = {path.name: path.read_text() for path in DEPLOY.rglob("*") if path.is_file()}
    (options,) = re.findall(r"^WORKER_OPTIONS=(.*)$", texts["worker.env"], re.MULTILINE)
    started = []
    for text in texts.values():
        commands = re.findall(
            rf"^(?:ExecStart=|command=|exec .*?){PROGRAM} (worker\b.*?)(?: 2>&1)?$",
            text,
            re.MULTILINE,
        )
        started += [command.replace("$WORKER_OPTIONS", options) for command in commands]
        for seconds in re.findall(r"(?:^TimeoutStopSec=|^stopwaitsecs=|sv -w )(\d+)", text, re.M):
            assert int(seconds) > Settings().grace + HAND_BACK_SECONDS
    assert len(started) == 3
    for command in started:
        assert cli.run(*command.split(), "--help").code == 0, command
    configparser.ConfigParser().read_string(texts["tabular-import-worker.conf"])
    subprocess.run(["sh", "-n", DEPLOY / "runit" / "tabular-import" / "run"], check=True)
    if shutil.which("systemd-analyze"):
        unit = tmp_path / "tabular-import-worker.service"
        unit.write_text(texts[unit.name].replace(PROGRAM, shutil.which("true") or ""))
        done = subprocess.run(
            ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_health_and_its_exit_code(embedded_database: Database) -> None:
    """0: good; 1: something to look at; 2: it cannot tell. Who watches the server may ask."""
    database = embedded_database
    database.run("grant pg_monitor to bob")
    try:
        for user in ("ada", "walter", "bob"):
            good = cli.run("health", database=database.as_user(user))
            assert (good.code, good.out) == (0, "All is well.\n"), user
        result = cli.run("health", "--json", database=database.as_user("bob"))
        assert (result.code, json.loads(result.out)) == (0, {"is_good": True, "problems": []})
        text = cli.run("metrics", database=database.as_user("bob"))
        assert text.code == 0
        assert text.out.endswith("# EOF\n")
        database.run(
            "insert into tabular_import_private.import_tally (queue_name, event, is_environment)"
            " values (e'\\x1b\\u202e', 'success', false)"
        )
        text = cli.run("metrics", database=database.as_user("bob"))
        assert 'jobs_total{queue="\x1b\u202e",status="success"} 1\n' in text.out
        document = json.loads(cli.run("metrics", "--json", database=database).out)
        assert document == {"metrics": text.out}
    finally:
        database.run("revoke pg_monitor from bob")
    alice = cli.run("health", database=database.as_user("alice"))
    assert alice.code == 2
    assert "permission denied for function health_problems" in alice.err
    assert cli.run("health", database=replace(database, name="not_there")).code == 2
    bad = cli.run("health", "--max-wait", "long", database=database)
    assert bad.code == 2
    assert "'long' is no length of time: write it as" in bad.err
    submit(database, '{"queue": "night"}')
    database.run(
        "update tabular_import_private.import_job set submitted_at = now() - '2 h'::interval"
    )
    problem = cli.run("health", "--max-wait", "1 hour", "--json", database=database)
    assert problem.code == 1
    found = json.loads(problem.out)
    assert found["is_good"] is False
    assert [(p["queue_name"], p["problem"]) for p in found["problems"]] == [
        ("night", "unserved"),
        ("night", "long_wait"),
    ]
    shown = cli.run("health", database=database)
    assert (shown.code, shown.out) == (
        1,
        "Queue night: 1 job(s) wait, and no worker serves the queue."
        " Start one: tabular-import worker --queue night\n",
    )


def test_a_schema_that_does_not_know_its_workers(embedded_database: Database) -> None:
    """One of before: the worker works all the same."""
    embedded_database.run(
        "drop function tabular_import.note_import_worker(uuid, text, text, text, text, integer),"
        " tabular_import.import_summary(bigint, integer),"
        " tabular_import.forget_import_worker(uuid)"
    )
    with crew() as hired:
        worker = hired.hire(embedded_database.as_user("walter"))
        wait_until(lambda: bool(events(worker, "schema differs")), "it warns")
        job = submit(embedded_database)
        wait_until(lambda: bool(events(worker, "ended")), "it works")
        assert status(embedded_database, job) == "success"
        worker.signal(signal.SIGTERM)
        assert worker.ended(SECONDS) == 0
        (line,) = events(worker, "ended")
        assert line["outcome"] == "done"
