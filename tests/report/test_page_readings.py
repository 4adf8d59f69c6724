"""Sections from answers that ship: every number of them is on the page, with the claims that a reading rests on."""

from __future__ import annotations

import copy
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import selectorate
from selectorate.report.page_readings import moment_section, readings_section
from selectorate.scenario import Scenario, load

USSR = load("ussr-1922")


def row(name: str, evidence: float, weight: float | None) -> dict[str, Any]:
    """A reading of an answer, with priors of its own."""
    widths = {
        "0.5": {"log_evidence": evidence - 1.0, "error": 0.1},
        "2": {"log_evidence": evidence - 0.5, "error": 0.1},
    }
    return {
        "id": name, "title": USSR.document.readings[name].title, "log_evidence": evidence, "error": 0.1,
        "control": USSR.document.readings[name].control is True, "kernels": widths, "priors": widths, "weight": weight,
        "not_apart": [], "signatures": {},
    }  # fmt: skip


TOLD: dict[str, Any] = {
    "answer": "Two readings stand against facts.",
    "readings": [row("luck", -64.0, 0.7), row("red_tsar", -66.5, 0.3), row("control_no_loop", -80.0, None)],
    "groups": [["luck", "red_tsar"]],
    "confusion": {
        "names": ["luck", "red_tsar", "control_no_loop"],
        "named": [[0.6, 0.4, 0.0], [0.35, 0.65, 0.0], [0.0, 0.05, 0.95]],
    },
}


def test_readings_beside_one_another() -> None:
    shown = unescape(readings_section(USSR, TOLD))
    for words in ("+0.00", "-2.50", "-16.00", "0.700", "0.300", "control", "our simplification", "Two readings stand"):
        assert words in shown
    assert "What this record cannot decide" in shown
    luck = USSR.document.readings["luck"]
    assert f"{luck.title}; {USSR.document.readings['red_tsar'].title}" in shown
    for claim in luck.claims_for:
        assert USSR.document.claims[claim].statement in shown, "its claims are one step away"
    assert '<td class="own" style="--share:0.600">60</td>' in shown
    assert shown.count('<tr><th scope="row">') >= 6


def test_where_nothing_is_ranked_it_says_so() -> None:
    told = copy.deepcopy(TOLD)
    for one in told["readings"]:
        one["weight"] = None
    shown = readings_section(USSR, told)
    assert "Errors are too large to rank any reading." in shown
    assert "not ranked" in shown


def test_where_all_are_told_apart_it_says_so() -> None:
    assert "Every reading is told apart from every other." in readings_section(USSR, TOLD | {"groups": []})


def moments(turns: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer of `when`, rising month by month."""
    months = [USSR.month_name(t) for t in range(USSR.months)]
    curve = [
        {"month": name, "value": t / 200, "low": t / 250, "high": t / 150} for t, name in enumerate(months)
    ]  # fmt: skip
    return {
        "answer": "It was not decided.", "outcome": "sole:stalin", "curve": curve, "hindsight": curve,
        "turning_points": turns, "point_of_no_return": None,
    }  # fmt: skip


def test_the_curve_and_its_turning_points() -> None:
    flip = {"factors": ["general_secretary"], "before": 0.682, "after": 0.21, "histories": 400}
    turn = {"month": "1927-12", "by": 0.05, "facts": ["xv_expelled"], "events": [], "change": flip}
    other = turn | {"month": "1929-12", "change": None}
    shown = unescape(moment_section(USSR, moments([turn, other])))
    assert "It was not decided." in shown
    assert "December 1927: +5 points" in shown
    assert USSR.document.targets["xv_expelled"].title in shown
    assert f"Replaced then: {USSR.document.factors['general_secretary'].title}: from 68.2 % to 21.0 %." in shown
    assert "No one or two factors replaced then would have made it unlikely." in shown
    assert "December 1923: 10.0 %" in shown, "the text alternative has the numbers"
    assert "Turning points" not in moment_section(USSR, moments([]))


@pytest.mark.parametrize("fits", [True, False])
def test_an_explanation_shows_what_ships_only_where_it_fits(accounts: Scenario, fits: bool) -> None:
    place = Path(next(iter(accounts.places.values()))[0]).parent
    told = json.loads((place / "readings.json").read_text(encoding="utf-8"))
    rows = [
        row("luck", -1.0, 1.0) | {"id": name, "title": accounts.document.readings[name].title} for name in ("machine", "luck")
    ]  # fmt: skip
    told |= {"answer": "Told.", "readings": rows, "groups": [], "confusion": {"names": ["luck"], "named": [[1.0]]}}
    if not fits:
        told["kernel_hash"] = "0" * 64
    (place / "readings.json").write_text(json.dumps(told), encoding="utf-8")
    page = selectorate.explain(accounts, histories=100).page()
    assert ("Accounts of historians as rivals" in page) is fits
