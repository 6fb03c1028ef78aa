"""The short forms of fuzzing and of measuring detection; bench/ has the long ones.

READING_FUZZ_COUNT, READING_MEASURED and READING_FUZZ_SEED choose other files.
"""

from __future__ import annotations

import os

from tools.amount import amount
from tools.make_files_fuzz import fuzz
from tools.make_files_random import measure

COUNT = amount("READING_FUZZ_COUNT", 750, 1500)
MEASURED = amount("READING_MEASURED", 1000, 2000)
SEED = int(os.environ.get("READING_FUZZ_SEED", "1"))


def test_mutated_files_are_read_or_refused() -> None:
    outcome = fuzz(range(SEED, SEED + COUNT))
    assert outcome.failures == []
    assert sum(outcome.counts.values()) == COUNT
    assert set(outcome.counts) == {"accepted", "with row errors", "refused"}


def test_detection_is_right_or_says_so() -> None:
    results = measure(range(SEED, SEED + MEASURED))
    assert results["wrong"] == []
    assert len(results["right"]) >= 0.99 * MEASURED
    print(f"{len(results['right']) / MEASURED:.2%} right, the others refused")
