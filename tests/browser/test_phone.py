"""On a phone: one column, by touch, nothing cut off and nothing too small to hit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def test_a_history_by_touch(visit, looks) -> None:
    page = visit.open("/replay?history=17", **PHONE)
    assert looks.amiss(page) == []
    month = page.get_by_role("slider", name="Month")
    page.get_by_role("button", name="Play", exact=True).tap()
    expect(month).not_to_have_js_property("value", "0")
    page.get_by_role("button", name="Pause", exact=True).tap()
    columns = {round(one.bounding_box()["x"]) for one in page.locator(".replay > section").all()}
    assert len(columns) == 1, "one column"
    page.get_by_role("link", name="What if").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What if")
    assert page.evaluate("scrollY") == 0, "a new page begins at its top"


def test_a_question_by_touch(visit, looks) -> None:
    page = visit.open("/what-if?scenario=association&without=chair_powers&histories=1000&guess=none", **PHONE)
    page.get_by_role("button", name="To the question").tap()
    expect(page.get_by_role("button", name=re.compile("histories in both worlds"))).to_be_in_viewport()
    page.get_by_role("button", name=re.compile("histories in both worlds")).tap()
    expect(page.locator("pre", has_text="--histories 1000")).to_be_visible()
    assert looks.amiss(page) == []
    page.get_by_role("button", name=re.compile("where from")).first.tap()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    assert looks.amiss(page) == []
    box = drawer.bounding_box()
    assert box
    assert (box["x"], box["width"]) == pytest.approx((0, PHONE["width"]), abs=1)
