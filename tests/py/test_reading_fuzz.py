"""The short forms of fuzzing and of measuring detection; bench/ has the long ones.

READING_FUZZ_COUNT and READING_FUZZ_SEED choose other files.
"""

from __future__ import annotations

import os

from tools.make_files_fuzz import fuzz
from tools.make_files_random import measure

COUNT = int(os.environ.get("READING_FUZZ_COUNT", "1500"))
SEED = int(os.environ.get("READING_FUZZ_SEED", "1"))


def test_mutated_files_are_read_or_refused() -> None:
    outcome = fuzz(range(SEED, SEED + COUNT))
    assert outcome.failures == []
    assert sum(outcome.counts.values()) == COUNT
    assert set(outcome.counts) == {"accepted", "with row errors", "refused"}


def test_detection_is_right_or_says_so() -> None:
    results = measure(range(SEED, SEED + 2000))
    assert results["wrong"] == []
    assert len(results["right"]) >= 0.99 * 2000
    print(f"{len(results['right']) / 2000:.2%} right, the others refused")
