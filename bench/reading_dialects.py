"""Measure dialect detection on generated files of known dialects.

``python bench/reading_dialects.py [COUNT] [FIRST_SEED]`` prints the shares of files
that were read rightly, refused (an error, a foreign header or row errors) and read
wrongly without a word; the last must be 0.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from tools.make_files_random import measure


def main() -> None:
    """Print the shares and some of the files that were not right."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    results = measure(range(first, first + count))
    lines = [f"{count} files, seeds {first} to {first + count - 1}"]
    lines += [f"{name}: {len(seeds)} ({len(seeds) / count:.2%})" for name, seeds in results.items()]
    for name in ("wrong", "refused"):
        for seed, dialect, found in results[name][:30]:
            lines.append(f"{name} seed {seed}: {dialect}: {found[:200]}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
