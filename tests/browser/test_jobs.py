"""A question that is being answered: how far it is can be seen, it is stopped, and it is found again after a reload, in
another tab, and by going back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

LIVE = re.compile("histories in both worlds")
LONG = "/what-if?without=general_secretary&histories=10000&guess=none"
"""Some ten seconds of work at least, if it went on."""


def live(page) -> None:
    page.get_by_role("button", name=LIVE).click()


def going(page) -> None:
    """Wait until a page tells how far its question is: how many, how fast, and how long it will take."""
    said = page.get_by_role("status").filter(has=page.get_by_role("progressbar"))
    expect(said).to_contain_text(re.compile(r"[\d,]+ of [\d,]+ histories.*a second.*left"))


def stop(page) -> None:
    page.get_by_role("button", name="Stop", exact=True).click()


def stopped(page) -> None:
    expect(page.get_by_role("status").filter(has_text="Stopped")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_it_is_found_again_and_stopped(visit, looks) -> None:
    page = visit.open(f"{LONG}&seed=3")
    live(page)
    going(page)
    name = re.search(r"job=(\w+)", page.url)
    assert name, "the job stands in the address"
    assert looks.amiss(page) == []
    page.reload()
    going(page)

    other, same = page.context.new_page(), page.context.new_page()
    other.goto(page.url)
    going(other)
    same.goto(f"{LONG}&seed=3")
    live(same)
    going(same)
    assert name[0] in same.url, "who asks the same watches the same"

    stop(other)
    for one in (page, other, same):
        stopped(one)
    page.reload()
    stopped(page)
    page.get_by_role("button", name="Ask again").click()
    going(page)
    stop(page)
    stopped(page)


def test_others_go_on_meanwhile(visit) -> None:
    page = visit.open(f"{LONG}&seed=4")
    live(page)
    going(page)
    page.get_by_role("link", name="Replay").click()
    page.get_by_role("slider", name="Month").wait_for()
    page.go_back()
    going(page)
    stop(page)
    stopped(page)


def test_an_answer_outlives_a_reload(visit) -> None:
    page = visit.open("/what-if?scenario=association&without=chair_powers&histories=1000&guess=none")
    live(page)
    command = page.locator("pre", has_text="--histories 1000")
    figure = page.locator("figure").filter(has_text="How 1,000 histories stand")
    expect(command).to_be_visible()
    shown = figure.inner_text()
    page.reload()
    expect(command).to_be_visible()
    assert figure.inner_text() == shown
    sent = visit.open(page.url.removeprefix(visit.address))
    expect(sent.locator("pre", has_text="--histories 1000")).to_be_visible()
    found = sent.locator("figure").filter(has_text="How 1,000 histories stand").inner_text()
    assert found == shown, "and whoever is sent the link finds it"
