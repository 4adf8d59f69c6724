"""The plain twin, and other processors: the same histories to the last bit, compiled or not, here or elsewhere.

What is proved: that the kernel gives the same bits with compilation off, that is as the plain Python that one reads;
compiled for a generic processor, without the extensions of this one; and with the C library and numpy kept from using
AVX2 and FMA. So nothing that decides anything rests on how this machine rounds.

How: `verification.bits` in a process of its own for each environment; SHA-256 over everything kept of the histories.
The plain twin is slow (about 10 s a history of `ussr-1922`), so few histories are compared.

How to read the picture: right is one fingerprint in each column. Wrong is a row in another colour.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = "histories are the same to the last bit uncompiled, for a generic processor, and without AVX2 and FMA"
CAPTION = (
    "SHA-256 (first digits) over everything kept of {what}, each row in a process of its own. Right: one fingerprint in each "
    "column. Wrong: a row in another colour."
)
HIDDEN = "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4,-AVX,-AVX_Usable,-AVX512F,-AVX512F_Usable"
"""Names of old and new C libraries; an unknown one is passed over."""


def plain_numpy() -> str:
    """The extensions that numpy would use beyond its baseline, to be switched off by name."""
    config: Any = np.show_config(mode="dicts")
    return " ".join(config["SIMD Extensions"].get("found", ()))


BARE = {"GLIBC_TUNABLES": HIDDEN, "NPY_DISABLE_CPU_FEATURES": plain_numpy()}
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "compiled, as usual": {},
    "not compiled": {"NUMBA_DISABLE_JIT": "1"},
    "compiled for a generic processor": {"NUMBA_CPU_NAME": "generic"},
    "C library and numpy without AVX2 and FMA": BARE,
    "both": {"NUMBA_CPU_NAME": "generic", **BARE},
}
QUICK = ("compiled, as usual", "not compiled", "C library and numpy without AVX2 and FMA")
ROOT = Path(__file__).parent.parent


def prove(setting: Setting) -> Proof:
    asked = {"association": 2} if setting.quick else {"association": 20, "ussr-1922": 3}
    names = QUICK if setting.quick else tuple(ENVIRONMENTS)
    found = {name: bits_in(ENVIRONMENTS[name], asked) for name in names}
    usual = found[names[0]]
    checks = Checks()
    for name in names[1:]:
        for scenario in asked:
            checks.holds(f"{scenario}, {name}: other bits than usual", found[name][scenario] == usual[scenario])
    what = " and ".join(f"{histories} histories of {scenario}" for scenario, histories in asked.items())
    rows = [[name, *(found[name][scenario][:16] for scenario in asked)] for name in names]
    caption = CAPTION.format(what=what)
    same = [found[name] == usual for name in names]
    return Proof(
        name="twin",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={"histories": asked, "environments alike": f"{sum(same)} of {len(same)}"},
        picture=pictures.table("The same bits in every environment", caption, ["environment", *asked], rows, same=same),
        tables={"fingerprints": found},
    )


def bits_in(environment: dict[str, str], asked: dict[str, int]) -> dict[str, str]:
    """The fingerprints as a process in this environment finds them; what it says where it fails."""
    command = [sys.executable, "-m", "verification.bits", *(str(part) for pair in asked.items() for part in pair)]
    done = subprocess.run(command, env=os.environ | environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return dict.fromkeys(asked, f"failed: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, str] = json.loads(done.stdout)
    return found
