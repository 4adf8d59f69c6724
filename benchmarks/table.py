"""The figures as a small table: what stands beside what, how many times, and how far it varied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = tuple[str, str]

SMALL = 0.01
"""Share of a history below which a call is left out of the table."""

IN_A_ROW = 5
"""Shares that stand side by side."""


def rows(parts: dict[str, Any]) -> Iterator[Row]:
    """What was compared, and what was found; a part that could not run says why."""
    for name, part in parts.items():
        if "skipped" in part and isinstance(part["skipped"], str):
            yield name, f"not measured: {part['skipped']}"
        else:
            yield from READ[name](part)


def text(parts: dict[str, Any]) -> str:
    """The table as lines."""
    found = list(rows(parts))
    wide = max(len(what) for what, _ in found)
    return "\n".join(f"{what.ljust(wide)}  {figure}" for what, figure in found)


def times(ratio: dict[str, float]) -> str:
    """A ratio with its range."""
    digits = 2 if ratio["median"] < 10 else 0
    low, mid, high = (f"{ratio[name]:,.{digits}f}" for name in ("least", "median", "most"))
    return f"{mid} times ({low} to {high})"


def _beside_c(part: dict[str, Any], units: str = "association") -> Iterator[Row]:
    for program, ratio in part["engine_over"].items():
        yield f"{units}: engine over {program}", times(ratio)
    yield f"{units}: the same bits in engine and C", _yes(all(part["same_bits"].values()))


def _beside_peers(part: dict[str, Any]) -> Iterator[Row]:
    for peer, ratio in part["over_engine"].items():
        agree = part["agree"][peer]
        law = "means agree" if agree["means_agree"] else "MEANS DIFFER"
        yield f"association: {peer} over engine", f"{times(ratio)}; {law}, {agree['most_standard_errors']:.1f} s.e."
    for peer, reason in part["skipped"].items():
        yield f"association: {peer} over engine", f"not measured: {reason}"


def _branches(part: dict[str, Any]) -> Iterator[Row]:
    for count, found in part.items():
        if "skipped" in found:
            yield f"{count} branches", f"not measured: {found['skipped']}"
            continue
        for program in ("C -O3", "C -O3 tuned", "draws -O3"):
            yield f"{count} branches: engine over {program}", times(found["engine_over"][program])


def _histories(part: dict[str, Any]) -> Iterator[Row]:
    for count, seconds in part["median_seconds"].items():
        yield f"a question of {int(count):,} histories", f"{seconds:.3g} s"


def _threads(part: dict[str, Any]) -> Iterator[Row]:
    figure = times(part["one_over_two"])
    yield f"one thread over two, {part['histories']:,} histories", f"{figure}; the same bits: {_yes(part['same_bits'])}"


def _starts(part: dict[str, Any]) -> Iterator[Row]:
    for command, seconds in part["median_seconds"].items():
        yield f"start: {command}", f"{seconds:.2f} s"


def _memory(part: dict[str, Any]) -> Iterator[Row]:
    held = f"{part['megabytes_above_loaded']:.0f} MB above {part['megabytes']['loaded']:.0f} MB"
    yield f"memory of {part['histories']:,} histories of {part['scenario']}", held


def _compiling(part: dict[str, Any]) -> Iterator[Row]:
    yield "compiling the kernel", f"{part['seconds']:.0f} s of a processor"


def _month(part: dict[str, Any]) -> Iterator[Row]:
    low, mid, high = (f"{part['histories_a_second'][name]:,.0f}" for name in ("least", "median", "most"))
    yield f"{part['scenario']}: histories a second, one thread", f"{mid} ({low} to {high}); goal {part['goal']:,}"


def _loops(part: dict[str, Any]) -> Iterator[Row]:
    for loop, ratio in part["share_of_c"].items():
        same = "" if part["same_bits"][loop] else "; OTHER BITS"
        yield f"{part['scenario']}: {loop}, C over engine", f"{times(ratio)}; goal {part['goal']}{same}"


def _profile(part: dict[str, Any]) -> Iterator[Row]:
    large = [f"{name} {share:.0%}" for name, share in part["shares"].items() if share >= SMALL]
    for first in range(0, len(large), IN_A_ROW):
        what = f"{part['scenario']}: share of a history" if first == 0 else ""
        yield what, ", ".join(large[first : first + IN_A_ROW])


def _limit(part: dict[str, Any]) -> Iterator[Row]:
    if isinstance(part.get("skipped"), dict):
        yield f"{part['scenario']}: engine over draws alone in C", f"not measured: {part['skipped']['draws']}"
    if "engine_over_draws" in part:
        counted = f"{part['counted']['draws']:,.0f} draws a history"
        yield f"{part['scenario']}: engine over draws alone in C", f"{times(part['engine_over_draws'])}; {counted}"


def _game(part: dict[str, Any]) -> Iterator[Row]:
    low, mid, high = (f"{part['histories_a_second'][name]:,.0f}" for name in ("least", "median", "most"))
    yield f"{part['scenario']}: histories a second of a game, one thread", f"{mid} ({low} to {high})"
    yield f"{part['scenario']}: a game as explain lives it over the kernel alone", times(part["over_kernel"])
    yield f"{part['scenario']}: worlds one by one over worlds as one", times(part["saved"])


def _inference(part: dict[str, Any]) -> Iterator[Row]:
    yield f"{part['scenario']}: a fit over the bare simulation", f"{times(part['fit_over_bare'])}; goal {part['goal']}"
    what = f"{part['scenario']}: pyabc over the bare simulation"
    if "pyabc_over_bare" in part:
        yield what, times(part["pyabc_over_bare"])
    for reason in part["skipped"].values():
        yield what, f"not measured: {reason}"


def _studio(part: dict[str, Any]) -> Iterator[Row]:
    goals, frames, start = part["goals"], part["frames"], part["start"]
    script = part["script_bytes_gzip"] / 1000
    yield "studio: script of the page, gzip", f"{script:.0f} kB; goal {goals['script_kb']}"
    yield "studio: from the command to the first view", _seconds(start["from_command"])
    opening = f"{_seconds(start['from_opening'])}; goal {goals['view_seconds']}"
    yield "studio: from opening the page to the first view", opening
    drawn = f"{frames['a_second']:.0f}; one frame in twenty stands {frames['p95_milliseconds']:.0f} ms or longer"
    yield "studio: frames a second while a history is played", f"{drawn}; goal {goals['frames_a_second']}"
    for what, name in (("first picture", "picture_seconds"), ("end", "end_seconds")):
        asked = f"studio: what if, {part['histories']:,} histories in each world, to the {what}"
        yield asked, f"{_seconds(part['what_if'][name])}; goal {goals[name]:g}"


def _seconds(taken: dict[str, float]) -> str:
    low, mid, high = (f"{taken[name]:.2f}" for name in ("least", "median", "most"))
    return f"{mid} s ({low} to {high})"


def _yes(value: bool) -> str:
    return "yes" if value else "NO"


READ = {
    "beside_c": _beside_c,
    "beside_peers": _beside_peers,
    "branches": _branches,
    "histories": _histories,
    "threads": _threads,
    "threads_ussr_1922": _threads,
    "starts": _starts,
    "memory": _memory,
    "compiling": _compiling,
    "month": _month,
    "loops": _loops,
    "profile": _profile,
    "limit": _limit,
    "game": _game,
    "inference": _inference,
    "studio": _studio,
}
"""How each part of the file is read."""
