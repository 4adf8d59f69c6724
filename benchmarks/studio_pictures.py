"""``python -m benchmarks.studio_pictures [FOLDER]``: the pages of the studio as they stand, at two widths.

A real studio is started, asked real questions, and looked at; by default the pictures are those of the documentation.
"""

from __future__ import annotations

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from benchmarks.studio_open import browsing, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).parent.parent / "docs" / "pictures"
SIZES = {"1440": (1440, 1000), "390": (390, 844)}
PAGES = {
    "replay": "/replay?month=1925-12&find=closest-to-record",
    "twin": "/replay?month=1925-12&history=17&without=general_secretary&twin=1",
    "association": "/replay?scenario=association&month=2004-12&history=17",
    "what-if": "/what-if?without=general_secretary&guess=40",
    "how-far": "/how-far?guess=60",
    "readings": "/readings",
    "evidence": "/evidence",
    "drawer": "/replay?month=1927-12&history=17",
    "tour": "/replay?tour=1",
    "limits": "/limits",
}
"""By the name of the picture, where it is taken."""

PATIENCE = 300_000
COLOURS = 128
"""Half of what a picture may have."""


def taken(browser: Browser, address: str, folder: Path) -> None:
    """Take all pictures into a folder."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=address)
        context.set_default_timeout(PATIENCE)
        for name, path in PAGES.items():
            page = context.new_page()
            page.goto(path)
            page.locator("main h1").first.wait_for()
            page.wait_for_load_state("networkidle")
            _answered(page)
            if name == "drawer":
                page.get_by_role("button", name=re.compile("seats ?, where from")).first.click()
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(300)
            _small(page.screenshot(), folder / f"studio-{name}-{size}.png")
            page.close()
        context.close()


def _answered(page: Page) -> None:
    """Ask what a page can be asked, and wait for the answer."""
    asking = page.get_by_role("button", name=re.compile("histories in both worlds|^Answer it$"))
    answer = page.get_by_role("heading", name="Take it away")
    if asking.count() and not answer.count():
        asking.click()
        answer.wait_for()
        page.get_by_role("progressbar").wait_for(state="detached")


def _small(png: bytes, path: Path) -> None:
    """Keep a picture in so few colours as nobody misses: the most frequent as they are, the others near by."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    frequent = sorted(picture.getcolors(picture.width * picture.height), reverse=True)[:COLOURS]
    near = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in frequent for part in colour] + near[: 3 * COLOURS])
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Start a studio and take the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store, opened(Path(store)) as studio, browsing() as browser:
        taken(browser, studio.address, folder)
    sizes = sorted((path.name, path.stat().st_size) for path in folder.glob("studio-*.png"))
    print("\n".join(f"{name}  {size / 1000:.0f} kB" for name, size in sizes))


if __name__ == "__main__":
    main()
