"""The built page: it is there, it is that of its sources, and it asks nobody else for anything."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

from selectorate.studio.app import STATIC

WEB = Path(__file__).parents[2] / "web"
NAMES = (
    "index.html", "package.json", "package-lock.json", "public", "src", "stamp.js", "svelte.config.js", "vite.config.ts",
)  # fmt: skip


def stamp() -> str:
    """A digest over the sources of the page."""
    digest = hashlib.sha256()
    found = [path for name in NAMES for path in ((WEB / name).rglob("*") if (WEB / name).is_dir() else [WEB / name])]
    for path in sorted(path.relative_to(WEB).as_posix() for path in found if path.is_file()):
        text = (WEB / path).read_bytes()
        digest.update(f"{path}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def test_the_built_page_is_that_of_its_sources() -> None:
    assert (STATIC / "stamp.txt").read_text(encoding="utf-8").strip() == stamp(), "make page builds it anew"


def test_it_asks_nobody_else() -> None:
    """Addresses in it are names of namespaces, or links in messages of its library, and nothing is loaded from them."""
    for path in [*STATIC.glob("*.html"), *(STATIC / "assets").glob("*.css")]:
        assert not re.search(r"(src|href|url\()\s*=?\s*[\"'(]?https?:", path.read_text(encoding="utf-8")), path
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["/assets/mark.svg", "/assets/studio.js", "/assets/index.css"]


def test_its_script_is_small() -> None:
    scripts = (STATIC / "assets").glob("*.js")
    assert 0 < sum(len(gzip.compress(path.read_bytes())) for path in scripts) < 150_000
