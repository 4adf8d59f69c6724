"""A studio as somebody starts it, and Debian's chromium before it; whatever goes wrong in a page is noted, and fails.

Where the browser or axe is missing these tests are skipped and say so, unless `SELECTORATE_REQUIRED` names what must be
there, as `.ci/run` does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import expect

from benchmarks.studio_open import browsing, chromium, opened

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 40_000
"""Milliseconds after which something that should come does not: other tests may be at work on the same processors."""

IMPACTS = "axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """
least => [...document.querySelectorAll("body *")].filter(one => [...one.childNodes].some(
  child => child.nodeType === 3 && child.textContent.trim()
)).filter(one => one.checkVisibility({opacityProperty: true})).map(one => {
  const scale = one.getScreenCTM ? Math.abs(one.getScreenCTM().a) : 1;
  return [parseFloat(getComputedStyle(one).fontSize) * scale, one.textContent.trim().slice(0, 40)];
}).filter(([size]) => size < least - 0.05)
"""


def missing(what: str, how: str) -> NoReturn:
    """Something that these tests need is not on this machine."""
    said = f"{what} is not on this machine: {how}"
    if what in os.environ.get("SELECTORATE_REQUIRED", "").split():
        pytest.fail(said)
    pytest.skip(said)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser; of a module, since no other loop of events may run in its thread meanwhile."""
    if chromium() is None:
        missing("chromium", "apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with browsing() as found:
        yield found


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a studio that shows what ships."""
    with opened(tmp_path_factory.mktemp("studio") / "store") as found:
        yield found.address


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for what keeps people out."""
    if not AXE.is_file():
        missing("axe-core", "cd web && npm ci")
    return AXE.read_text(encoding="utf-8")


class Visitor:
    """Somebody who opens pages of a studio; notes what their console said and whom they asked.

    Attributes:
        excused: what may go wrong here, as a pattern of what the console says.
    """

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts: list[Any] = []
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.waiting: set[Any] = set()
        self.excused: str | None = None

    def context(self, *, width: int = 1440, height: int = 1000, **more: Any) -> Any:
        """A browser of its own, with no memory."""
        made = self.browser.new_context(viewport={"width": width, "height": height}, base_url=self.address, **more)
        made.set_default_timeout(PATIENCE)
        made.on("page", self._watch)
        self.contexts.append(made)
        return made

    def open(self, path: str, **context: Any) -> Any:
        """A page in a context of its own, settled."""
        page = self.context(**context).new_page()
        page.goto(path)
        self.settle(page)
        return page

    def settle(self, page: Any) -> None:
        """Wait until a page has its heading and all that it asked for."""
        page.locator("main h1").first.wait_for()
        quiet = 0
        while quiet < 3:
            page.wait_for_timeout(30)
            quiet = quiet + 1 if not self.waiting else 0

    def _watch(self, page: Any) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", self._request)
        for end in ("requestfinished", "requestfailed"):
            page.on(end, self._ended)

    def _said(self, said: Any) -> None:
        if said.type in ("error", "warning"):
            self.wrong.append(f"{said.location['url']} {said.text}")

    def _request(self, request: Any) -> None:
        self.asked.append(request.url)
        if not request.url.endswith("/events"):
            self.waiting.add(request)

    def _ended(self, request: Any) -> None:
        self.waiting.discard(request)

    def close(self) -> None:
        """Close all, and say what went wrong."""
        for one in self.contexts:
            one.close()
        wrong = [said for said in self.wrong if self.excused is None or not re.search(self.excused, said)]
        assert wrong == []
        own = (f"{self.address}/", f"blob:{self.address}/", "data:")
        assert [url for url in self.asked if not url.startswith(own)] == []


@pytest.fixture
def visit(browser: Any, studio: str) -> Iterator[Visitor]:
    """Somebody at a browser, before the studio that all tests share."""
    visitor = Visitor(browser, studio)
    yield visitor
    visitor.close()


class Looks:
    """What is looked at on every page."""

    def __init__(self, axe: str) -> None:
        self.axe = axe

    def barriers(self, page: Any) -> list[str]:
        """What axe finds, in words, when all that moves has come to rest."""
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
        page.evaluate(self.axe)
        found = page.evaluate(IMPACTS)["violations"]
        return [f"{one['id']}: {[node['target'] for node in one['nodes'][:4]]}" for one in found]

    def amiss(self, page: Any) -> list[str]:
        """All that is amiss with how a page stands there."""
        found = self.barriers(page)
        if (wider := page.evaluate(WIDER)) > 0:
            found.append(f"{wider} pixels wider than the window")
        found += [f"{size:.1f} px: {text!r}" for size, text in page.evaluate(SMALL, 11)[:5]]
        if (heads := page.locator("main h1").count()) != 1:
            found.append(f"{heads} headings of the page")
        return found


@pytest.fixture
def looks(axe: str) -> Looks:
    """What is looked at on every page."""
    return Looks(axe)
