"""What is needed to make an answer again, and under what conditions it was made."""

from __future__ import annotations

import os
import platform
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from selectorate._version import __version__
from selectorate.compiling import kernel_hash
from selectorate.ensemble.prepared import posterior_of, source
from selectorate.simulation.build import Model


@cache
def environment() -> dict[str, str]:
    """Versions and processor: what an answer must not depend on, kept so that it can be looked up if it does."""
    return {
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "numba": version("numba"),
        "platform": platform.platform(),
        "processor": _processor(),
    }


def of(model: Model, *, seed: int, happenings: str) -> dict[str, Any]:
    """With what a model's histories are lived: all that is needed to live them again.

    Parameters are those that all histories have; each has a draw of the others.
    """
    posterior = posterior_of(model)
    drawn = set(posterior.names) - set(model.numbers) if posterior else set()
    return {
        "scenario_hash": model.scenario.hash,
        "kernel_hash": kernel_hash(),
        "version": __version__,
        "seed": seed,
        "happenings": happenings,
        "parameters_from": source(model),
        "posterior": None if posterior is None else posterior.hash,
        "parameters": {name: value for name, value in sorted(model.parameters.items()) if name not in drawn},
        "parameters_set": dict(sorted(model.numbers.items())),
        "reading": model.scenario.reading,
        "claims_false": list(model.scenario.false),
        "changes": changes(model),
        "from": model.start,
        "environment": environment(),
    }


def changes(model: Model) -> list[dict[str, Any]]:
    """The primitives that a question changes a world by, as files write them."""
    return [change.model_dump(exclude_none=True) for change in model.changes]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> int:
    """Bytes of memory this machine has; 0 where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def peak_memory() -> int:
    """Most bytes this program has held so far; 0 where the system does not say.

    Linux counts the high-water mark of the program in `/proc`; what `getrusage` gives there may still be its parent's.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    try:
        import resource  # noqa: PLC0415 - there is none on some systems
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
