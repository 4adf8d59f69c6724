"""Readings in a terminal: evidence of each, how far it hangs on widths, and what cannot be told apart."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from selectorate.report.answered import Answered
from selectorate.report.terminal import grid, heading, indented, whole


def say_rivals(answer: Answered, console: Console) -> None:
    """Print the whole answer."""
    told = answer.told
    console.print(Text(f"{answer.scenario.document.scenario.title}: readings of historians as rivals", style="bold"))
    console.print(Text(str(told["answer"])))
    console.print(
        Text(
            "Each reading is our simplification, not its author's claim, and none is refuted by a model: the numbers "
            "say how probable the record is where our version of it holds."
        )
    )
    top = max(one["log_evidence"] for one in told["readings"])
    heading(console, "Log evidence, less the highest; with kernels and own priors half and twice as wide")
    table = grid(("left", 34), ("right", 6), ("right", 5), *([("right", 6)] * 4), ("right", 6))
    table.add_row("", "", "error", "k/2", "k*2", "p/2", "p*2", "weight")
    ranked = any(one["weight"] is not None for one in told["readings"])
    rows = sorted(told["readings"], key=lambda row: -row["log_evidence"]) if ranked else told["readings"]
    for one in rows:
        weight = "control" if one["control"] else f"{one['weight']:.3f}" if ranked else ""
        table.add_row(
            one["id"], f"{one['log_evidence'] - top:+.2f}", f"{one['error']:.2f}", *_widths(told, one), weight
        )
    base = told["baselines"]["scenario"]
    table.add_row("the scenario's own priors", f"{base['log_evidence'] - top:+.2f}", f"{base['error']:.2f}")
    indented(console, table)
    heading(console, "What this record cannot tell apart")
    for group in told["groups"]:
        console.print(Text(", ".join(group)))
    if not told["groups"]:
        console.print(Text("Every reading is told apart from every other."))
    heading(console, "What each implies, among its histories that have the record")
    table = grid(("left", 34), ("left", 12), ("right", 18), ("right", 8))
    table.add_row("", "signature", "median (5-95 %)", "as said")
    written = answer.scenario.document.readings
    for one in told["readings"]:
        for name in written[one["id"]].signatures:
            table.add_row(one["id"], name, *_implied(one["signatures"][f"{one['id']}.{name}"]))
    indented(console, table)
    heading(console, "The same answer again")
    whole(console, str(told["command"]))


def _widths(told: Any, one: Any) -> list[str]:
    """Evidence at other widths, each less the highest of its kind."""
    rows = told["readings"]
    shown = []
    for width in ("0.5", "2"):
        top = max(row["kernels"][width]["log_evidence"] for row in rows)
        shown.append(f"{one['kernels'][width]['log_evidence'] - top:+.2f}")
    top = max(row["log_evidence"] for row in rows)
    for width in ("0.5", "2"):
        found = one["priors"].get(width)
        shown.append("" if found is None else f"{found['log_evidence'] - top:+.2f}")
    return shown


def _implied(found: Any) -> tuple[str, str]:
    """Median and nine tenths of a signature, never where most histories never have it, and how many are as said."""
    if found["agrees"] is None:
        return "nothing to say", ""
    low, middle, high = ("never" if found[q] is None else f"{found[q]:.3g}" for q in ("low", "median", "high"))
    said = middle if low == middle == high else f"{middle} ({low} to {high})"
    return said, f"{100 * found['agrees']:.0f} %"
