"""Threads and blocks: the same seed gives the same bits, whoever lives which history when.

What is proved: that an ensemble is the same to the last bit on 1, 2 and 3 threads, with blocks of any size, even ones
that do not divide it, and that the first histories of a longer ensemble are those of a shorter one.

How: SHA-256 over all columns of the ensemble.

How to read the picture: right is one fingerprint in each column. Wrong is a row in another colour.
"""

from __future__ import annotations

from selectorate import ensemble
from selectorate.ensemble import Columns
from selectorate.scenario import Scenario, load
from verification import pictures
from verification.histories import fingerprint
from verification.proof import Checks, Proof, Setting

CLAIM = "an ensemble is the same to the last bit on any number of threads and with blocks of any size"
CAPTION = (
    "SHA-256 (first digits) over all columns of an ensemble of {what}. Right: one fingerprint in each column. Wrong: a row in "
    "another colour."
)
SEED = 43
WAYS: dict[str, tuple[int, int | None]] = {
    "1 thread, blocks as usual": (1, None),
    "2 threads, blocks as usual": (2, None),
    "3 threads, blocks of 7": (3, 7),
    "2 threads, blocks of 333": (2, 333),
    "1 thread, one block": (1, 1_000_000),
    "3 threads, blocks of 1": (3, 1),
}
LONGER = "the first of half as many again"


def prove(setting: Setting) -> Proof:
    asked = {"association": setting.size(2_000, 100)} | ({} if setting.quick else {"ussr-1922": 300})
    found: dict[str, dict[str, str]] = {way: {} for way in (*WAYS, LONGER)}
    for name, histories in asked.items():
        scenario = load(name)
        for way, (threads, block) in WAYS.items():
            found[way][name] = fingerprint(columns(scenario, histories, threads, block))
        found[LONGER][name] = fingerprint(columns(scenario, histories * 3 // 2, 2, 11).rows(0, histories))
    usual = found[next(iter(WAYS))]
    checks = Checks()
    for way, prints in found.items():
        for name, value in prints.items():
            checks.holds(f"{name}, {way}: other bits than on one thread", value == usual[name])
    what = " and ".join(f"{histories:,} histories of {name}" for name, histories in asked.items())
    caption = CAPTION.format(what=what)
    same = [prints == usual for prints in found.values()]
    rows = [[way, *(value[:16] for value in prints.values())] for way, prints in found.items()]
    return Proof(
        name="threads",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={"histories": asked, "ways alike": f"{sum(same)} of {len(same)}"},
        picture=pictures.table("The same bits on any threads", caption, ["way", *asked], rows, same=same),
        tables={"fingerprints": found},
    )


def columns(scenario: Scenario, histories: int, threads: int, block: int | None) -> Columns:
    """The columns of an ensemble lived in one way."""
    return ensemble.run(scenario, histories=histories, seed=SEED, threads=threads, block=block).columns
