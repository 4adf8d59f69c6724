"""``python -m verification [NAME ...] [--quick]``: run the proofs, write a picture and a JSON file of each.

One line a proof goes to standard output, a line for each check that failed after it. Exit code 1 if any proof fails.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from selectorate._version import __version__
from selectorate.compiling import kernel_hash
from verification import (
    association,
    attribution,
    calibration,
    causes,
    coalitions,
    fairness,
    luck,
    mean_field,
    pairing,
    posterior,
    predictive,
    printed,
    readings,
    shape,
    threads,
    twin,
)
from verification.proof import LEVEL, Proof, Prove, Setting

PROOFS: dict[str, Prove] = {
    "luck": luck.prove,
    "association": association.prove,
    "mean_field": mean_field.prove,
    "fairness": fairness.prove,
    "coalitions": coalitions.prove,
    "attribution": attribution.prove,
    "causes": causes.prove,
    "pairing": pairing.prove,
    "shape": shape.prove,
    "posterior": posterior.prove,
    "calibration": calibration.prove,
    "predictive": predictive.prove,
    "readings": readings.prove,
    "twin": twin.prove,
    "threads": threads.prove,
    "printed": printed.prove,
}
OUT = Path(__file__).parent / "out"
FAILURES_SHOWN = 8


def main(arguments: list[str] | None = None) -> int:
    """Run the proofs that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m verification", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"proofs to run, by default all: {', '.join(PROOFS)}")
    parser.add_argument("--quick", action="store_true", help="smaller versions that take seconds")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for pictures and JSON files")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in PROOFS]
    if unknown:
        parser.error(f"no proof is called {', '.join(unknown)}; there are {', '.join(PROOFS)}")
    asked.out.mkdir(parents=True, exist_ok=True)
    results = [run(name, asked.quick, asked.out) for name in asked.names or PROOFS]
    return 0 if all(results) else 1


def run(name: str, quick: bool, out: Path) -> bool:
    """Run one proof, write what it found, say it in a line."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="selectorate-") as work:
        proof = PROOFS[name](Setting(quick=quick, work=Path(work)))
    seconds = time.perf_counter() - start
    if proof.picture is not None:
        proof.picture.savefig(out / f"{name}.png", metadata={"Software": None})
    text = json.dumps(report(proof, quick, seconds), indent=1, sort_keys=True)
    (out / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    said = "; ".join(f"{what}: {shown(value)}" for what, value in proof.figures.items())
    write(f"{name:12s} {'holds' if proof.passed else 'FAILS'}  {said}  ({seconds:.0f} s)")
    for line in [*proof.checks.failed()[:FAILURES_SHOWN], *proof.notes]:
        write(f"{'':12s} - {line}")
    return proof.passed


def report(proof: Proof, quick: bool, seconds: float) -> dict[str, Any]:
    """One proof as plain data."""
    return {
        "schema": "selectorate/proof/1",
        "command": f"python -m verification {proof.name}{' --quick' if quick else ''}",
        "proof": proof.name,
        "claim": proof.claim,
        "holds": proof.passed,
        "figures": dict(proof.figures),
        "failed": proof.checks.failed(),
        "level": LEVEL,
        "bound": proof.checks.bound,
        "p_values": proof.checks.p_values,
        "exact": proof.checks.exact,
        "tables": dict(proof.tables),
        "notes": proof.notes,
        "caption": proof.caption,
        "provenance": {"kernel_hash": kernel_hash(), "version": __version__, "seconds": round(seconds, 1)},
    }


def shown(value: object) -> str:
    """A figure on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return " ".join(shown(item) for item in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def write(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
