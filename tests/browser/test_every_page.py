"""Every page, of a large scenario and a small one: nobody is kept out, nothing is cut off, and nobody else is asked."""

from __future__ import annotations

import pytest

PAGES = ("replay", "what-if", "how-far", "readings", "evidence", "limits")
SIZES = {"desk": (1440, 1000), "desk at 200 %": (720, 500), "phone": (390, 844)}


@pytest.mark.parametrize("scenario", ["ussr-1922", "association"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(visit, looks, name: str, scenario: str) -> None:
    page = visit.open(f"/{name}?scenario={scenario}&history=17")
    assert page.get_by_role("link", name="Selectorate").is_visible()
    assert page.get_by_role("navigation", name="Pages").locator("[aria-current=page]").count() == 1
    found = {}
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        visit.settle(page)
        if amiss := looks.amiss(page):
            found[size] = amiss
    assert found == {}


def test_pages_are_told_apart_by_their_titles(visit) -> None:
    page = visit.open("/limits")
    titles = set()
    for name in PAGES:
        page.goto(f"/{name}?history=17")
        visit.settle(page)
        titles.add(page.title())
    assert len(titles) == len(PAGES)
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_page_says_what_it_needs_where_there_is_no_script(visit) -> None:
    page = visit.context(java_script_enabled=False).new_page()
    page.goto("/replay")
    assert "script" in page.locator("body").inner_text().lower()
