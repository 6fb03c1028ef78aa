"""Fetches pgTAP's SQL for servers that have no pgtap extension of their own.

pgTAP is plain SQL; the npm package @electric-sql/pglite-pgtap carries the extension's files.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@electric-sql/pglite-pgtap@0.0.15"
ARCHIVE = "package/dist/pgtap.tar.gz"
SCRIPT = "share/postgresql/extension/pgtap--1.3.5.sql"


def fetch(target: Path) -> None:
    """Writes pgTAP's install script to `target`; leaves no half a file behind."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"pgTAP comes from the npm package {PACKAGE}: install npm and run make again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        packed = subprocess.run(
            [npm, "pack", "--silent", PACKAGE],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
        )
        if packed.returncode:
            sys.exit(f"npm could not fetch {PACKAGE}: {packed.stderr.strip()}")
        with tarfile.open(Path(folder, packed.stdout.split()[-1])) as package:
            archive = package.extractfile(ARCHIVE)
            with tarfile.open(fileobj=archive) as files:
                script = files.extractfile(SCRIPT)
                if script is None:
                    sys.exit(f"{PACKAGE} holds no {SCRIPT}")
                part = Path(folder, "pgtap.sql")
                part.write_bytes(script.read())
        part.replace(target)


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))
