"""The hand-written C program `association.c`: built with the system's compiler, called through ctypes."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
from numpy.typing import NDArray

from benchmarks.society import Kept, Society

SOURCE = Path(__file__).with_name("association.c")
FLAGS = {"-O2": ("-O2",), "-O3": ("-O3", "-march=native")}
"""Optimisation by name. Contraction to fused multiply-add is off: it would move the last bit of a sum."""

WHOLE = ("months", "years", "contenders", "units", "seats", "sittings", "board_key", "chair")
FRACTIONS = ("turnover", "partisan", "retention", "slate")
TABLES = ("year", "sits", "unit_key", "unit_patron", "seat_patron", "contender_key")


class _Society(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int64) for name in WHOLE),
        *((name, ctypes.c_double) for name in FRACTIONS),
        *((name, ctypes.c_void_p) for name in TABLES),
    ]


class _Facts(ctypes.Structure):
    _fields_ = [(field.name, ctypes.c_void_p) for field in fields(Kept)]


def compiler() -> str | None:
    """The system's C compiler, or nothing."""
    return shutil.which("gcc") or shutil.which("cc")


def compiler_version() -> str:
    """First line of what the compiler says of itself."""
    return subprocess.run([str(compiler()), "--version"], capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )[0]


def built(source: Path, optimisation: str, headers: Mapping[str, str] | None = None) -> ctypes.CDLL:
    """A source, compiled and loaded; ``headers`` are texts that it includes by name."""
    place = Path(mkdtemp(prefix="selectorate-bench-"))
    for name, text in (headers or {}).items():
        (place / name).write_text(text, encoding="utf-8")
    made = place / f"{source.stem}{optimisation}.so"
    options = [*FLAGS[optimisation], "-ffp-contract=off", "-std=c11", "-fPIC", "-shared", "-I", str(place)]
    try:
        subprocess.run([str(compiler()), *options, "-o", str(made), str(source), "-lm"], check=True)
        return ctypes.CDLL(str(made))
    finally:
        shutil.rmtree(place)


@cache
def library(optimisation: str) -> ctypes.CDLL:
    """The program, compiled."""
    loaded = built(SOURCE, optimisation)
    loaded.draw_only.restype = loaded.draw_rows.restype = ctypes.c_int64
    return loaded


class Program:
    """One society, ready to be lived in C."""

    def __init__(self, society: Society, optimisation: str) -> None:
        self.society = society
        self.library = library(optimisation)
        self.tables = [np.ascontiguousarray(getattr(society, name), np.int64) for name in TABLES]
        numbers = [getattr(society, name) for name in (*WHOLE, *FRACTIONS)]
        self.given = _Society(*numbers, *(table.ctypes.data for table in self.tables))

    def live(self, keys: NDArray[np.uint64], *, tuned: bool = False) -> Kept:
        """Live a history for each row of yearly ``keys`` (k, years)."""
        kept = Kept.room(self.society, len(keys))
        facts = _Facts(*(getattr(kept, field.name).ctypes.data for field in fields(kept)))
        run = self.library.live_tuned if tuned else self.library.live
        run(ctypes.byref(self.given), ctypes.byref(facts), ctypes.c_void_p(keys.ctypes.data), ctypes.c_int64(len(keys)))
        return kept

    def draw(self, keys: NDArray[np.uint64]) -> int:
        """Make the monthly draws of every branch, and nothing else; how many fell below the chance of turnover."""
        pointer = ctypes.c_void_p(keys.ctypes.data)
        return int(self.library.draw_only(ctypes.byref(self.given), pointer, ctypes.c_int64(len(keys))))


def draw_rows(optimisation: str, rows: int, row: int, chance: float = 0.03) -> int:
    """``rows`` times ``row`` keyed draws, ``row`` under one stream; how many fell below ``chance``."""
    run = library(optimisation).draw_rows
    return int(run(ctypes.c_uint64(7), ctypes.c_int64(rows), ctypes.c_int64(row), ctypes.c_double(chance)))
