"""The command that asks a question again: the question alone, with its defaults, in one order."""

from __future__ import annotations

import shlex
from collections.abc import Mapping


def run_command(
    scenario: str, *, histories: int, seed: int, set: Mapping[str, float], happenings: str = "recorded"
) -> str:
    """The ``run`` command of a question. It leaves out what cannot change the answer, such as threads.

    >>> run_command("association", histories=100, seed=7, set={"turnover": 0.02, "partisan": 0.0})
    'selectorate run association --histories 100 --seed 7 --set partisan=0 --set turnover=0.02'
    """
    words = ["selectorate", "run", scenario, "--histories", f"{histories}", "--seed", f"{seed}"]
    return shlex.join(words + _settings(set, happenings))


def replay_command(
    scenario: str,
    *,
    history: int,
    seed: int,
    set: Mapping[str, float],
    happenings: str,
    find: str | None = None,
    histories: int = 0,
) -> str:
    """The ``replay`` command of one history, by its number or by what it is to be found by.

    >>> replay_command("association", history=17, seed=7, set={}, happenings="recorded")
    'selectorate replay association --history 17 --seed 7'
    """
    which = ["--history", f"{history}"] if find is None else ["--find", find, "--histories", f"{histories}"]
    words = ["selectorate", "replay", scenario, *which, "--seed", f"{seed}"]
    return shlex.join(words + _settings(set, happenings))


def _settings(set: Mapping[str, float], happenings: str) -> list[str]:
    words = []
    for name, value in sorted(set.items()):
        words += ["--set", f"{name}={number(value)}"]
    return words + (["--happenings", happenings] if happenings != "recorded" else [])


def check_command(scenario: str) -> str:
    """The ``check`` command of a scenario."""
    return shlex.join(["selectorate", "check", scenario])


def number(value: float) -> str:
    """A number so that it is read back to the last bit, without a needless ``.0``."""
    return repr(float(value)).removesuffix(".0")
