"""What a person waits for and what a machine must hold: starts of the command, memory of many histories."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.rounds import CannotRun, in_turn

COMMANDS: dict[str, tuple[str, ...]] = {
    "bare Python": ("-c", "pass"),
    "--help": ("-m", "selectorate", "--help"),
    "check association": ("-m", "selectorate", "check", "association"),
    "run association": ("-m", "selectorate", "run", "association", "--quiet", "--no-store", "--histories", "1000"),
    "run ussr-1922": ("-m", "selectorate", "run", "ussr-1922", "--quiet", "--no-store", "--histories", "100"),
}

HELD = """
import json, re, sys
from pathlib import Path
import selectorate

def most():
    return int(re.search("VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024

scenario, histories, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
selectorate.run(scenario, histories=2, seed=7, threads=threads).document()
# Loading has a peak of its own, which would hide what comes after: from here on the peak is measured anew.
Path("/proc/self/clear_refs").write_text("5")
loaded = most()
selectorate.run(scenario, histories=histories, seed=7, threads=threads).document()
print(json.dumps({"loaded": loaded, "answered": most()}))
"""
# Not `ru_maxrss`: a child begins with the peak of the process that started it.

COMPILED = """
import time, numba
from selectorate.simulation import history, memory, warm
from selectorate.simulation.history import live_dealt
start = time.process_time()
history.live_dealt = numba.njit(nogil=True, error_model="numpy")(live_dealt.py_func)
warm.warm()
print(time.process_time() - start)
"""


def times(*, rounds: int) -> dict[str, Any]:
    """Time on the clock of whole commands, the kernel compiled before, beside a Python that does nothing."""
    programs = {name: (lambda _, command=command: _run(command), 1) for name, command in COMMANDS.items()}
    taken = in_turn(programs, rounds=rounds, clock=time.perf_counter)
    return {
        "rounds": rounds,
        "median_seconds": taken.medians(),
        "over_bare_python": {name: taken.ratio(name, "bare Python") for name in programs if name != "bare Python"},
    }


def memory(scenario: str, histories: int, *, threads: int = 2) -> dict[str, Any]:
    """Bytes a process holds once it is loaded and warm, and the most it held up to the answer to many histories."""
    if not os.access("/proc/self/clear_refs", os.W_OK):
        raise CannotRun("this system does not let a process measure its peak of memory anew")
    _run(("-m", "selectorate.simulation.warm"))  # a process that compiles holds what the compiler held
    held = json.loads(_run(("-c", HELD, scenario, str(histories), str(threads))))
    above = held["answered"] - held["loaded"]
    return {
        "scenario": scenario,
        "histories": histories,
        "threads": threads,
        "megabytes": {name: size / 1e6 for name, size in held.items()},
        "megabytes_above_loaded": above / 1e6,
        "bytes_a_history": above / histories,
    }


def compiling() -> dict[str, Any]:
    """Processor seconds to compile the kernel, as after an edit; nothing is read from or left in the cache."""
    return {"seconds": float(_run(("-c", COMPILED)))}


def _run(command: Sequence[str]) -> str:
    quiet = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, env=quiet)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise CannotRun(f"the command {' '.join(command[:3])!r} ended with exit {done.returncode}")
    return done.stdout
