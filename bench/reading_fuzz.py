"""Fuzz the reader at length: ``python bench/reading_fuzz.py [COUNT] [FIRST_SEED] [PROCESSES]``.

Prints the seeds, what became of the files, the slowest file and the peak memory, and
every failure; exits 1 when there is one.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from tools.make_files_fuzz import fuzz


def main() -> None:
    """Spread the seeds over processes, and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    parts = [
        range(start, min(start + 250, first + count)) for start in range(first, first + count, 250)
    ]
    with ProcessPoolExecutor(processes) as pool:
        outcomes = list(pool.map(fuzz, parts))
    counts = sum((outcome.counts for outcome in outcomes), Counter[str]())
    slowest = max(outcomes, key=lambda outcome: outcome.slowest)
    failures = [text for outcome in outcomes for text in outcome.failures]
    sys.stdout.write(
        f"{count} files, seeds {first} to {first + count - 1}\n"
        + "".join(f"{name}: {number}\n" for name, number in counts.most_common())
        + f"slowest: {slowest.slowest:.2f} s (seed {slowest.slowest_seed})\n"
        + f"peak memory: {max(outcome.peak for outcome in outcomes)} MB\n"
        + f"failures: {len(failures)}\n"
        + "\n".join(failures[:50])
        + "\n"
    )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
