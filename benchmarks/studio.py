"""The studio as somebody meets it: how soon there is something to see, how it moves, how soon a question is answered.

Everything is measured from outside, in a browser before the command: frames by the browser's own tracing, times on the
clock. On a busy machine they say how busy it was.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import statistics
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.rounds import CannotRun
from benchmarks.studio_open import browsing, chromium, opened
from selectorate.studio.app import STATIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GOALS = {"frames_a_second": 60, "view_seconds": 1.5, "picture_seconds": 1.0, "end_seconds": 10.0, "script_kb": 150}
SIZE = {"width": 1440, "height": 1000}
FRAMES = "disabled-by-default-devtools.timeline.frame"
"""Category of the browser's tracing in which each frame that was drawn stands."""

PATIENCE = 180_000
"""Milliseconds after which a part is given up."""


def measure(*, rounds: int, seconds: int, histories: int) -> dict[str, Any]:
    """Script, start, frames and answers of the studio with its default scenario.

    Args:
        rounds: starts and questions that are measured; the first start warms the caches and is not counted.
        seconds: for which a history is played.
        histories: of a question, in each world.
    """
    if importlib.util.find_spec("playwright") is None or chromium() is None:
        raise CannotRun("no playwright, or no browser on this machine")
    scripts = [path.read_bytes() for path in sorted((STATIC / "assets").glob("*.js"))]
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        starts = [_start(browser, Path(folder) / "kept") for _ in range(rounds + 1)][1:]
        return {
            "rounds": rounds,
            "goals": GOALS,
            "browser": browser.version,
            "script_bytes_gzip": sum(len(gzip.compress(script)) for script in scripts),
            "start": {name: _spread([one[name] for one in starts]) for name in starts[0]},
            "frames": _frames(browser, Path(folder) / "kept", seconds),
            "histories": histories,
            "what_if": _asked(browser, Path(folder), rounds, histories),
        }


def _spread(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def _page(browser: Browser) -> Page:
    page = browser.new_context(viewport=SIZE).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _view(page: Page) -> None:
    """Wait until the first history stands there: its headline and its ring."""
    page.locator("main h1").wait_for()
    page.get_by_role("slider", name="Month").wait_for()


def _start(browser: Browser, kept: Path) -> dict[str, float]:
    """Seconds from the command to the first view, and from opening the page to it."""
    begun = time.perf_counter()
    with opened(kept) as studio:
        page = _page(browser)
        asked = time.perf_counter()
        page.goto(f"{studio.address}/", wait_until="commit")
        _view(page)
        seen = time.perf_counter()
        page.goto(f"{studio.address}/", wait_until="commit")
        _view(page)
        again = time.perf_counter()
        page.context.close()
    return {"from_command": seen - begun, "from_opening": seen - asked, "from_opening_again": again - seen}


def _frames(browser: Browser, kept: Path, seconds: int) -> dict[str, float]:
    """How many frames a second were drawn while a history was played, and how long one was left standing."""
    with opened(kept) as studio:
        page = _page(browser)
        page.goto(f"{studio.address}/replay?history=17")
        _view(page)
        page.wait_for_timeout(1000)
        play = page.get_by_role("button", name="Play", exact=True)
        play.click()
        page.wait_for_timeout(500)
        browser.start_tracing(page=page, categories=[FRAMES])
        page.wait_for_timeout(1000 * seconds)
        told = json.loads(browser.stop_tracing())["traceEvents"]
        page.context.close()
    drawn = sorted(one["ts"] / 1000 for one in told if one["name"] == "DrawFrame")
    gaps = sorted(after - before for before, after in pairwise(drawn))
    if not gaps:
        raise CannotRun("the browser drew no frame")
    return {
        "seconds": seconds,
        "drawn": len(drawn),
        "a_second": 1000 * len(gaps) / sum(gaps),
        "median_milliseconds": statistics.median(gaps),
        "p95_milliseconds": gaps[int(0.95 * (len(gaps) - 1))],
        "most_milliseconds": gaps[-1],
        "dropped": sum(one["name"] == "DroppedFrame" for one in told),
    }


def _asked(browser: Browser, folder: Path, rounds: int, histories: int) -> dict[str, Any]:
    """Seconds from a question to its first picture and to its end; no history of it is kept from before."""
    pictures, ends = [], []
    for turn in range(rounds):
        with opened(folder / f"asked-{turn}") as studio:
            page = _page(browser)
            words = f"without=general_secretary&histories={histories}&guess=none"
            page.goto(f"{studio.address}/what-if?{words}")
            live = page.get_by_role("button", name="histories in both worlds")
            live.wait_for()
            page.wait_for_timeout(3000)  # the worker is there
            begun = time.perf_counter()
            live.click()
            page.locator("figure").first.wait_for()
            pictures.append(time.perf_counter() - begun)
            page.locator("pre", has_text=f"--histories {histories} ").wait_for()
            page.get_by_role("progressbar").wait_for(state="detached")
            ends.append(time.perf_counter() - begun)
            page.context.close()
    return {"picture_seconds": _spread(pictures), "end_seconds": _spread(ends)}
