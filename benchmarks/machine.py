"""On what, and of which state of the project, figures were made."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.c_program import compiler, compiler_version
from selectorate import __version__
from selectorate.compiling import kernel_hash
from selectorate.ensemble.provenance import environment, memory, processors

ROOT = Path(__file__).parent.parent


def described() -> dict[str, Any]:
    """Versions, machine, kernel and commit."""
    return {
        "version": __version__,
        "kernel_hash": kernel_hash(),
        "commit": _git("rev-parse", "HEAD"),
        "changed_since_commit": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "environment": environment() | {"c": compiler_version() if compiler() else None},
        "processors": processors(),
        "memory_gigabytes": memory() / 1e9,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def kernel_changed() -> bool:
    """Whether a kernel source was edited since this process began: its children may have run another kernel."""
    fresh: Callable[[], str] = kernel_hash.__wrapped__
    return fresh() != kernel_hash()


def load() -> list[float]:
    """Load average of the last 1, 5 and 15 minutes: well above zero at the start, others are at work here too."""
    return [round(load, 2) for load in os.getloadavg()] if hasattr(os, "getloadavg") else []


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
