"""``python -m verification.bits SCENARIO N ...``: the fingerprint of the first N histories of each scenario, as JSON.

A program of its own, so that `verification.twin` can run it in other environments.
"""

from __future__ import annotations

import json
import sys
import warnings

import numpy as np

from verification.histories import fingerprint, live, model_of

SEED = 41


def bits(scenario: str, histories: int) -> str:
    """The fingerprint of the first histories of a scenario."""
    with warnings.catch_warnings(), np.errstate(over="ignore"):
        # Uncompiled, luck wraps around 2^64 with a warning that compiled code does not give.
        warnings.simplefilter("ignore", RuntimeWarning)
        return fingerprint(live(model_of(scenario), histories, seed=SEED))


if __name__ == "__main__":
    asked = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    sys.stdout.write(json.dumps({name: bits(name, int(histories)) for name, histories in asked}))
