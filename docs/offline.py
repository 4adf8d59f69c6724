"""Refuses built pages that would load anything from elsewhere: a reader without a network sees the same page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

LOADS = {"link": "href"} | dict.fromkeys(("script", "img", "iframe", "source", "audio", "video", "embed"), "src")
ELSEWHERE = re.compile(r"\s*(?:https?:)?//")
IN_STYLE = re.compile(r"""(?:@import\s+|url\()\s*["']?(?:https?:)?//[^"')\s]+""")


class _Loads(HTMLParser):
    """Collects what a page loads by itself; a link that a reader may follow loads nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(LOADS.get(tag, ""))
        if address and ELSEWHERE.match(address):
            self.found.append(address)


def loads(page: str) -> list[str]:
    """Return the addresses elsewhere from which an HTML page would load something."""
    parser = _Loads()
    parser.feed(page)
    return parser.found + IN_STYLE.findall(page)


def loads_in_site(site: Path) -> list[str]:
    """Return ``file: address`` for everything the pages and style sheets of ``site`` would load from elsewhere."""
    pages = {path: loads(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    styles = {path: IN_STYLE.findall(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.css"))}
    return [f"{path.relative_to(site)}: {address}" for path, found in (pages | styles).items() for address in found]


def on_post_build(config: Any) -> None:
    """Stop the build of MkDocs if a page loads anything from elsewhere."""
    found = loads_in_site(Path(config.site_dir))
    if found:
        raise PluginError("Pages must load nothing from elsewhere:\n" + "\n".join(found))
