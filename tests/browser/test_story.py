"""One whole story, as somebody lives it who comes for the first time: from the tour to what he takes away."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import expect

STEPS = 5


def taken(page, name: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).first.click()
    return Path(waiting.value.path())


def test_from_the_tour_to_a_download(visit, looks) -> None:
    page = visit.context(accept_downloads=True).new_page()
    page.goto("/")
    visit.settle(page)
    tour = page.get_by_role("dialog").filter(has_text=f"1 of {STEPS}")
    expect(tour).to_be_visible()
    assert looks.amiss(page) == []

    for step in range(2, STEPS + 1):
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("dialog")).to_contain_text(f"{step} of {STEPS}")
        visit.settle(page)
        assert looks.amiss(page) == [], step
        if "/what-if" in page.url:
            _guessed_and_answered(page, looks)
    page.get_by_role("button", name="To the open tool").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.goto("/")
    visit.settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Tour").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"1 of {STEPS}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def _guessed_and_answered(page, looks) -> None:
    """A guess first, then the answer, told beside it."""
    expect(page.get_by_role("heading", name="First a guess")).to_be_visible()
    assert page.locator("figure").count() == 0, "no answer before the guess"
    page.get_by_role("combobox", name="How many").select_option("1000")
    page.get_by_role("slider", name=re.compile("of 100 histories")).fill("40")
    page.get_by_role("button", name=re.compile("histories in both worlds")).click()
    expect(page.locator("pre", has_text="--histories 1000")).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(r"You guessed \d+|Your guess was"))
    assert looks.amiss(page) == []


def test_what_is_taken_away_is_what_is_shown(visit) -> None:
    page = visit.open(
        "/what-if?scenario=association&without=chair_powers&histories=1000&guess=none", accept_downloads=True
    )
    page.get_by_role("button", name=re.compile("histories in both worlds")).click()
    command = page.locator("pre", has_text="--histories 1000")
    expect(command).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    answer = json.loads(taken(page, "The whole answer (JSON)").read_text(encoding="utf-8"))
    assert answer["command"] == command.inner_text()
    share = f"{100 * answer['flipped']['value']:.1f} %"
    assert share in page.locator("main").inner_text()

    with taken(page, "Its numbers (CSV)").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["of"]: float(row["value"]) for row in rows if row["part"] == "difference" and row["value"]}
    assert found == {name: one["value"] for name, one in answer["difference"].items()}

    whole = taken(page, "As one page (HTML)").read_text(encoding="utf-8")
    assert answer["command"] in re.sub(r"<[^>]+>", "", whole)
    assert "<script" not in whole
    assert not re.search(r"(src|href)=[\"']?https?://", re.sub(r"<a [^>]*>", "", whole)), "it loads nothing"

    figure = page.locator("figure").filter(has_text="How 1,000 histories stand")
    with page.expect_download() as waiting:
        figure.get_by_role("button", name="Save figure (SVG)").click()
    drawing = ET.parse(waiting.value.path()).getroot()
    assert drawing.tag.endswith("svg")
    texts = " ".join("".join(one.itertext()) for one in drawing.iter() if one.tag.endswith("text"))
    assert "How 1,000 histories stand" in texts
    assert answer["command"] in texts
