"""The one place that says how functions are compiled, and where compiled code is kept.

A cached caller is not recompiled when a function that it calls in another file changes, so numba's own cache can
give old answers after an edit. Compiled code therefore lies in a folder named by a hash over *all* kernel sources
and the versions of the compiler: an edit anywhere in the kernel names a new folder, and nothing stale can be read.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite
import numba
import numpy as np
from numba.core import config

Compiled = TypeVar("Compiled", bound=Callable[..., Any])

PACKAGE = Path(__file__).parent
KERNEL_ROOMS = (
    "compiling.py",
    "structs.py",
    "draws.py",
    "parameters.py",
    "world.py",
    "state.py",
    "mechanisms",
    "strategies",
    "simulation",
)
"""The rooms whose text decides the bits of a history."""


def kernel_sources() -> list[Path]:
    """Every source file of the kernel, in one fixed order."""
    files: list[Path] = []
    for room in KERNEL_ROOMS:
        place = PACKAGE / room
        files += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return files


@cache
def kernel_hash() -> str:
    """Sha-256 over the names and texts of all kernel sources: the same on every machine."""
    digest = hashlib.sha256()
    for file in kernel_sources():
        text = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{file.relative_to(PACKAGE).as_posix()}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where compiled code of exactly these sources and this compiler lies; made if it is not there.

    It is the installation's own (``sys.prefix``) where that can be written, whatever HOME is; else the user's
    cache folder; else a temporary one.
    """
    versions = f"{sys.version_info[:2]} {numba.__version__} {llvmlite.__version__} {np.__version__}"
    name = hashlib.sha256(f"{kernel_hash()} {versions}".encode()).hexdigest()[:24]
    for place in _cache_places():
        folder = place / "kernels" / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="selectorate-"))


def _cache_places() -> list[Path]:
    places = [Path(sys.prefix) / "var" / "selectorate"]
    if "XDG_CACHE_HOME" in os.environ:
        places.append(Path(os.environ["XDG_CACHE_HOME"]) / "selectorate")
    elif "HOME" in os.environ:
        places.append(Path(os.environ["HOME"]) / ".cache" / "selectorate")
    return places


def compiled(function: Compiled) -> Compiled:
    """Compile a part of the kernel: no interpreter lock, IEEE arithmetic in the order written, no exceptions.

    Neither ``fastmath`` nor parallel reductions: both may reorder sums, and then bits depend on the machine. Only
    other parts can call it: the doors for Python and for C take a quarter of the time of compiling.
    """
    inner = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("Compiled", numba.njit(nogil=True, error_model="numpy", **inner)(function))


def folded(function: Compiled) -> Compiled:
    """Fold a part into its only caller: a part compiled by itself is optimised again with everything below it."""
    return cast("Compiled", numba.njit(nogil=True, error_model="numpy", inline="always")(function))


def shared(function: Compiled) -> Compiled:
    """Compile a part of the kernel that Python calls, too."""
    return cast("Compiled", numba.njit(nogil=True, error_model="numpy")(function))


def entry(function: Compiled) -> Compiled:
    """Compile a function by which Python enters the kernel, and keep its machine code in `cache_folder`."""
    dispatcher = numba.njit(nogil=True, error_model="numpy")(function)
    if config.DISABLE_JIT:
        return cast("Compiled", dispatcher)
    # The folder is read once, when caching is enabled; other users of numba in this process keep their own.
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        dispatcher.enable_caching()
    finally:
        config.CACHE_DIR = before
    return cast("Compiled", dispatcher)
