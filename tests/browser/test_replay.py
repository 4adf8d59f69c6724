"""A history is replayed: by hand and by itself, month by month where motion is unwelcome, in figures and in tables."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from playwright.sync_api import expect

HERE = "/replay?scenario=association&history=17"

WATCH = """milliseconds => new Promise(done => {
  const seen = [], ring = document.querySelector("section[aria-label='The ring'] svg[role=img]");
  const slider = document.querySelector("input[type=range][aria-label=Month]"), start = performance.now();
  requestAnimationFrame(function look(now) {
    const drawn = [...ring.querySelectorAll("path")].map(one => one.getAttribute("d")).join("|");
    seen.push([slider.value, drawn]);
    if (now - start < milliseconds) requestAnimationFrame(look); else done(seen);
  });
})"""


def test_going_back_and_forward(visit) -> None:
    page = visit.open(HERE)
    page.get_by_role("link", name="Evidence").click()
    expect(page).to_have_url(re.compile("/evidence"))
    page.get_by_role("link", name="Replay").click()
    first = page.get_by_role("list", name=re.compile("Contenders")).get_by_role("button").first
    first.click()
    expect(page).to_have_url(re.compile("follow="))
    expect(first).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(first).to_have_attribute("aria-pressed", "false")
    page.go_back()
    expect(page).to_have_url(re.compile("/evidence"))
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")).to_have_text("Evidence")
    page.go_forward()
    page.go_forward()
    expect(first).to_have_attribute("aria-pressed", "true")


def test_a_link_brings_back_the_same_view(visit) -> None:
    page = visit.open(f"{HERE}&month=2003-06&follow=ben&table=1")
    words = page.locator("main h1").inner_text()
    table = page.get_by_role("region", name="The ring as a table").inner_text()
    expect(page.get_by_role("slider", name="Month")).to_have_js_property("value", "29")
    page.get_by_role("button", name="One month on").click()
    expect(page).to_have_url(re.compile("month=2003-07"))
    page.get_by_role("button", name="One month back").click()
    expect(page).to_have_url(re.compile("month=2003-06"))
    page.reload()
    visit.settle(page)
    assert page.locator("main h1").inner_text() == words
    sent = visit.open(page.url.removeprefix(visit.address))
    assert sent.get_by_role("region", name="The ring as a table").inner_text() == table


def test_motion_is_smooth_unless_it_is_unwelcome(visit) -> None:
    """Whoever wants no motion sees whole months: while the slider stands on one, nothing moves."""
    pictures = {}
    for wish in ("reduce", "no-preference"):
        page = visit.open(f"{HERE}&month=2001-11", reduced_motion=wish)
        page.get_by_role("button", name="Play", exact=True).click()
        drawn: dict[str, set[str]] = {}
        for place, picture in page.evaluate(WATCH, 2000):
            drawn.setdefault(place, set()).add(picture)
        assert len(drawn) >= 4, "it plays"
        pictures[wish] = max(len(seen) for seen in list(drawn.values())[1:-1])
        page.close()
    assert pictures["reduce"] == 1
    assert pictures["no-preference"] > 3


def test_the_ring_is_taken_away_as_a_picture(visit) -> None:
    """With the month, every body, and the command that tells the history again."""
    page = visit.open(f"{HERE}&month=2004-12", accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save (SVG)").click()
    assert waiting.value.suggested_filename == "association-history-17-2004-12.svg"
    drawing = ET.parse(waiting.value.path()).getroot()
    texts = " ".join("".join(one.itertext()) for one in drawing.iter() if one.tag.endswith("text"))
    assert all(words in texts for words in ("December 2004", "Board", "elects"))
    assert not [one for one in drawing.iter() if "foreignObject" in one.tag]
    assert "selectorate replay association --history 17" in texts


def test_the_ring_says_its_numbers(visit, looks) -> None:
    """Its text alternative, its table and what the studio was told are the same numbers."""
    page = visit.open(f"{HERE}&month=2004-12")
    told = page.request.get("/api/scenarios/association/history?number=17&seed=1").json()
    [month] = [one for one in told["months"] if one["month"] == "2004-12"]
    view = page.request.get("/api/scenarios/association").json()
    label = page.get_by_label("The ring", exact=True).locator("svg[role=img]").first.get_attribute("aria-label")
    page.get_by_role("button", name="Show as a table").click()
    row = (
        page.get_by_role("region", name="The ring as a table")
        .get_by_role("row", name=re.compile("^Board"))
        .inner_text()
    )
    total = sum(month["committee"].values())
    for who, seats in month["committee"].items():
        if who and seats:
            assert f"{view['contenders'][who]['name']} {100 * seats / total:.0f} %" in label
            assert f"{100 * seats / total:.1f} %".replace("100.0", "100") in row
            assert f"{seats} seat" in row
    assert looks.amiss(page) == []


def test_why_a_vote_fell_so(visit, looks) -> None:
    page = visit.open("/replay?history=17&month=1928-01")
    votes = page.get_by_role("region", name="Events, the last first").get_by_role("button", name=re.compile("why"))
    why = page.get_by_role("region", name="Why it fell so")
    votes.last.focus()
    said = votes.last.inner_text().split(",")[0]
    expect(why).to_contain_text(said)
    expect(why.get_by_role("table")).to_contain_text(re.compile(r"[+−]\d"))
    votes.first.hover()
    expect(why).to_contain_text(votes.first.inner_text().split(",")[0])
    assert looks.amiss(page) == []


def test_beside_its_twin(visit, looks) -> None:
    page = visit.open(f"{HERE}&without=chair_powers&twin=1&month=2001-06")
    for title in ("As it was", "Changed"):
        expect(page.get_by_role("heading", name=title, exact=True).first).to_be_visible()
    expect(page.get_by_label("The ring", exact=True).locator("svg[role=img]")).to_have_count(2)
    part = page.get_by_text("They part in December 2001")
    expect(part).to_be_visible()
    part.get_by_role("button", name="Go there").click()
    expect(page).to_have_url(re.compile("month=2001-12"))
    differs = page.get_by_role("table").filter(has_text="What differs at the end of December 2001")
    expect(differs).to_contain_text("Board")
    assert looks.amiss(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert looks.amiss(page) == []
    page.get_by_role("checkbox", name=re.compile("Beside its twin")).uncheck()
    expect(page.get_by_label("The ring", exact=True).locator("svg[role=img]")).to_have_count(1)


def test_a_history_is_picked_by_what_happened(visit) -> None:
    page = visit.open(HERE)
    pick = page.get_by_role("combobox", name="Pick one by what happened")
    pick.select_option("captured:ben")
    told = page.get_by_text(re.compile(r"found among 2,000"))
    expect(told).to_be_visible()
    expect(page.get_by_text("It ends:")).to_contain_text("Ben Okafor")
    number = re.search(r"History ([\d,]+) of seed 1", told.inner_text())
    assert number
    answer = page.request.get("/api/scenarios/association/history?find=captured:ben&seed=1").json()
    assert int(number[1].replace(",", "")) == answer["history"]


def test_another_scenario_draws_its_own_ring(visit) -> None:
    page = visit.open(HERE)
    ring = page.get_by_role("group", name="Bodies of the ring")
    expect(ring).to_contain_text("Yearly assembly")
    page.get_by_role("combobox", name="Scenario").select_option("ussr-1922")
    expect(ring).to_contain_text("Central Committee")
    expect(ring).not_to_contain_text("Yearly assembly")
