"""What goes wrong is said in a sentence, with what to do; there is no blank page and no endless waiting."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.studio_open import opened

REFUSED = r"status of (404|421|422)"


@pytest.mark.parametrize(
    "path",
    [
        "/replay?month=1999-99&history=-3&seed=abc&scenario=association",
        "/what-if?histories=1e9&without=&do=&from=never&job=&scenario=association",
        "/how-far?outcome=&factor=&seed=99999999999999999999&scenario=association",
        "/evidence?scenario=association&%ff=%zz&show=claim:nothing&standing=odd",
        "/replay?month=2004-12&follow=nobody&scenario=association&history=17&scenario=",
        f"/what-if?without={'x' * 5000}&scenario=association",
    ],
)
def test_a_damaged_link_is_read_as_far_as_it_can_be(visit, looks, path: str) -> None:
    page = visit.open(path)
    assert page.locator("main h1").inner_text()
    assert page.get_by_role("combobox", name="Scenario").input_value() == "association"
    assert looks.amiss(page) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/replay?scenario=party", "this studio shows no scenario 'party'"),
        ("/nothing/of/the/kind?scenario=association", "There is no page “nothing/of/the/kind”"),
        ("/replay?scenario=association&find=nonsense", "nonsense"),
        ("/replay?scenario=association&history=17&month=2031-01", "the month 2031-01"),
        ("/replay?scenario=association&history=17&twin=1&without=chair_power", "chair_power"),
        ("/what-if?scenario=association&without=chair_power", "no factor called “chair_power”"),
        ("/what-if?scenario=association&without=chair_powers&job=0123456789abcdef0123", "ask the question again"),
        ("/how-far?scenario=association&job=../../etc/passwd", "Ask again"),
    ],
)
def test_what_is_not_there_is_said(visit, looks, path: str, words: str) -> None:
    visit.excused = REFUSED
    page = visit.context().new_page()
    page.goto(path)
    expect(page.locator("main")).to_contain_text(words)
    visit.settle(page)
    assert looks.amiss(page) == []
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Limits").click()
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")).to_have_text("Limits")


def test_a_link_to_an_unknown_scenario_leads_on_to_a_known_one(visit) -> None:
    visit.excused = REFUSED
    page = visit.context().new_page()
    page.goto("/replay?scenario=party")
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot be shown")
    page.get_by_role("combobox", name="Scenario").select_option("association")
    page.get_by_role("slider", name="Month").wait_for()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("This cannot be shown")


def test_an_answer_that_comes_late_hides_nothing(visit) -> None:
    """What is wrong stays on the page, whichever of its questions is answered last."""
    visit.excused = REFUSED
    page = visit.context().new_page()

    def late(route) -> None:
        time.sleep(0.7)
        route.continue_()

    page.route("**/api/scenarios", late)
    page.goto("/replay?scenario=party")
    expect(page.locator("main")).to_contain_text("this studio shows no scenario 'party'")
    visit.settle(page)
    assert "this studio shows no scenario" in page.locator("main").inner_text()


def test_what_a_file_of_the_page_is_not_is_no_page(visit) -> None:
    context = visit.context()
    for path in ("/assets/none.js", "/none.js", "/api/none", "/assets/../app.py", "/assets/%2e%2e/app.py"):
        answer = context.request.get(path)
        assert answer.status == 404, path
        assert "<div id" not in answer.text()


def test_a_page_of_another_place_may_not_ask(visit) -> None:
    """A name that leads to this machine, as an attacker makes one, gets nothing."""
    port = visit.address.rsplit(":", 1)[1]
    answer = visit.context().request.get("/api/scenarios", headers={"host": f"localhost.evil.com:{port}"})
    assert answer.status == 421


def test_a_studio_that_stops_is_said_and_found_again(visit, tmp_path: Path) -> None:
    visit.excused = r"ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE"
    with opened(tmp_path / "store") as mine:
        page = visit.context().new_page()
        page.goto(f"{mine.address}/what-if?scenario=association&without=chair_powers&histories=1000&guess=none")
        visit.settle(page)
        assert mine.stop() == 0
    gone = page.get_by_role("alert").filter(has_text="The studio does not answer")
    page.get_by_role("button", name=re.compile("histories in both worlds")).click()
    expect(gone.first).to_be_visible()
    page.get_by_role("link", name="Replay").click()
    expect(gone.first).to_be_visible()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    with opened(tmp_path / "store", "--port", mine.address.rsplit(":", 1)[1]) as again:
        assert again.address == mine.address
        page.get_by_role("button", name="Try again").click()
        page.get_by_role("slider", name="Month").wait_for()
        expect(gone).to_have_count(0)
    visit.asked = [url for url in visit.asked if not url.startswith(mine.address)]
