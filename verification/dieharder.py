"""dieharder on the streams as used: words in an order go through a pipe to the program, and its verdicts come back.

dieharder (Brown, Eddelbuettel and Bauer) is a program of its own; Debian and others have it as a package. Where it is
not installed, `available` says so and the proof of luck runs without it. The whole battery on one order takes a core
the better part of an hour:

    python -m verification.dieharder subjects                       our own raw words, in the order `subjects`
    python -m verification.dieharder histories --source philox      Philox, in the order `histories`
    python -m verification.dieharder seeds --used --tests 0 2 8     the 52 bits that a draw uses; some tests only
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from verification.streams import ORDERS, SOURCES, draw_words, used_bits

STDIN = "200"
"""The number of dieharder's generator that reads raw words from standard input."""

CHOSEN = (0, 3, 8, 15, 100, 205)
"""Tests of `make verify`: birthdays, ranks of 6x8 bits, ones in bytes, runs, single bits, bytes."""

FEW = (8, 15, 100)
AT_ONCE = 1 << 16
"""Words written at a time, a multiple of 16."""


class Verdict(NamedTuple):
    """One line of dieharder's report."""

    test: str
    tuple_size: int
    samples: int
    repeats: int
    p: float
    assessment: str


def available() -> bool:
    """Whether dieharder is installed."""
    return shutil.which("dieharder") is not None


def feed(source: str, order: str, used: bool, options: Sequence[str], *, keep: bool = True) -> str:
    """Run dieharder on a stream until it has read enough; return its report (or let it go to standard output)."""
    command = ["dieharder", "-g", STDIN, *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE if keep else None) as program:
        assert program.stdin is not None
        first = 0
        try:
            while program.poll() is None:
                words = draw_words(source, order, AT_ONCE, first=first)
                first += AT_ONCE
                program.stdin.write((used_bits(words) if used else words).astype("<u8").data)
        except BrokenPipeError:
            pass
        with contextlib.suppress(BrokenPipeError):
            program.stdin.close()
        return program.stdout.read().decode() if program.stdout else ""


def read(report: str) -> list[Verdict]:
    """The lines of a report that say something of a test.

    >>> [verdict] = read("   diehard_birthdays|   0|       100|     100|0.48314472|  PASSED  ")
    >>> verdict.test, verdict.p, verdict.assessment
    ('diehard_birthdays', 0.48314472, 'PASSED')
    """
    verdicts = []
    for line in report.splitlines():
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 6 and parts[5] in ("PASSED", "WEAK", "FAILED"):
            tuple_size, samples, repeats = (int(part) for part in parts[1:4])
            verdicts.append(Verdict(parts[0], tuple_size, samples, repeats, float(parts[4]), parts[5]))
    return verdicts


def battery(source: str, order: str, *, used: bool = False, tests: Sequence[int] = CHOSEN) -> list[Verdict]:
    """The verdicts of some tests on one stream."""
    return [verdict for test in tests for verdict in read(feed(source, order, used, ["-d", str(test)]))]


def main() -> None:
    """Run the whole battery, or some tests, on one stream; the report goes to standard output."""
    parser = argparse.ArgumentParser(prog="python -m verification.dieharder", description=__doc__.splitlines()[0])
    parser.add_argument("order", choices=ORDERS)
    parser.add_argument("--source", choices=SOURCES, default="keyed")
    parser.add_argument("--used", action="store_true", help="only the 52 bits that a draw uses")
    parser.add_argument("--tests", nargs="*", type=int, help="numbers of tests; all by default")
    asked = parser.parse_args()
    for options in [["-d", str(test)] for test in asked.tests] if asked.tests else [["-a"]]:
        feed(asked.source, asked.order, asked.used, options, keep=False)


if __name__ == "__main__":
    main()
