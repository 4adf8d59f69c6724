"""By keys alone: every page is reached, asked and left, and the place that keys act on is always seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // A slider shows its place by its thumb, a month by the part of it that is changed: the browser draws both.
  const name = one.getAttribute("aria-label") || one.innerText || one.value || one.id || one.tagName;
  return {
    tag: one.tagName, name: name.trim().slice(0, 60), seen: ringed || ["range", "month"].includes(one.type),
    within: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}"""
PAGES = ("replay", "what-if", "how-far", "readings", "evidence", "limits")


def focus(page) -> dict[str, object]:
    """What keys act on now."""
    return page.evaluate(FOCUS)


def to(page, name: str, *, most: int = 150) -> None:
    """Go on by the tab key to what bears a name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if re.search(name, str(focus(page)["name"])):
            return
    raise AssertionError(f"the tab key does not come to {name!r}")


def test_from_page_to_page(visit) -> None:
    page = visit.open("/replay?scenario=association&history=17")
    page.keyboard.press("Tab")
    assert focus(page)["name"] == "Skip to the content"
    to(page, "^What if$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/what-if"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("What if")
    expect(heading).to_be_focused()
    page.reload()
    visit.settle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content", "the content is one key away"


@pytest.mark.parametrize("name", PAGES)
def test_the_place_of_keys_is_always_seen(visit, name: str) -> None:
    page = visit.open(f"/{name}?scenario=association&history=17")
    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if (now := focus(page))["tag"] == "BODY":
            break
        places.append(now)
    assert len(places) >= 9, "the content, the mark, six pages and the choice of a scenario"
    assert [one for one in places if not (one["seen"] and one["within"])] == []


def test_a_history_is_played_by_keys(visit) -> None:
    page = visit.open("/replay?scenario=association&history=17")
    month = page.get_by_role("slider", name="Month")
    month.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(month).to_have_js_property("value", "3")
    expect(page).to_have_url(re.compile("month=2001-04"))
    assert re.match(r"April 2001: .*%", month.get_attribute("aria-valuetext")), "and says in words where it is"
    page.keyboard.press("End")
    expect(month).to_have_js_property("value", month.get_attribute("max"))
    page.keyboard.press("Home")
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_focused()
    expect(month).not_to_have_js_property("value", "0")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()


def test_a_world_is_changed_and_asked_by_keys(visit) -> None:
    page = visit.open("/what-if?scenario=association&histories=1000&guess=none")
    switch = page.get_by_role("switch", name="The powers of the chair")
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(page).to_have_url(re.compile("without=chair_powers"))
    to(page, "histories in both worlds")
    page.keyboard.press("Enter")
    expect(page.locator("pre", has_text="--histories 1000")).to_be_visible()


def test_where_a_number_comes_from_is_opened_and_left_by_keys(visit, looks) -> None:
    page = visit.open("/replay?scenario=association&history=17&month=2004-12")
    number = page.get_by_role("button", name=re.compile("where from")).first
    number.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    assert looks.amiss(page) == []
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(number).to_be_focused()
