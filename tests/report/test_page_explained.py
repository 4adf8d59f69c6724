"""What the page of an explanation has of its own: causes, shares, the office or the man, and evidence."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest

from selectorate import ensemble, scenario
from selectorate.analysis import Undefined
from selectorate.analysis.explaining import Placebo
from selectorate.analysis.judging import Verdict
from selectorate.analysis.plan import Plan
from selectorate.report import page_figures
from selectorate.report.explained import Explained
from selectorate.report.page import cells, limits
from selectorate.report.page_evidence import evidence, how
from selectorate.report.page_explained import _lanes
from selectorate.report.page_matrix import matrix
from selectorate.report.page_words import REAL
from selectorate.report.words import month, percent, span

SVG = "{http://www.w3.org/2000/svg}"
Tree = Callable[[str], ET.Element]
Words = Callable[[ET.Element], str]


@pytest.fixture(scope="module")
def text(explained: Explained) -> str:
    return explained.page()


def test_the_question_and_the_answer_are_those_of_the_document(
    explained: Explained, text: str, tree: Tree, words: Words
) -> None:
    top = tree(text)
    assert words(next(top.iter("h1"))) == explained.document()["question"]
    said = next(part for part in top.iter("div") if part.get("class") == "answer")
    assert words(said).replace(" ", "") == explained.document()["answer"].replace(" ", "")


def test_numbers_are_those_of_the_document(explained: Explained, text: str, tree: Tree, words: Words) -> None:
    d, top = explained.document(), tree(text)
    found = {words(row[0]): [words(cell) for cell in row[1:]] for row in top.iter("tr")}
    for name in ("necessity", "sufficiency"):
        one, luck = d[name], d[name]["placebo"]
        assert found[name][:3] == [
            percent(one["value"]),
            span((one["low"], one["high"])),
            span((one["bound_low"], one["bound_high"])),
        ]
        assert found[name][3:] == [percent(luck[part]) for part in ("reseeded", "years", "streams")]
    rows = {head.rpartition(" ")[2]: row for head, row in found.items()}
    for name, of in d["outcomes"].items():
        if of["probability"]["value"]:
            one = of["probability"]
            assert rows[name][0] == f"{percent(one['value'])} ({span((one['low'], one['high']))})"
    drawn = " ".join(svg.get("aria-label", "") for svg in top.iter(f"{SVG}svg"))
    for one in (*d["shapley"].values(), *d["powers"].values()):
        assert f"{100 * one['value']:+.1f} ({100 * one['low']:+.1f} to {100 * one['high']:+.1f})" in drawn
    for made in (d["command"], d["scenario_hash"], d["provenance"]["kernel_hash"], f"{d['worlds']}"):
        assert made in words(top)


def test_the_matrix_outlines_who_was_given_the_office(
    explained: Explained, text: str, tree: Tree, words: Words
) -> None:
    held = next(one for one in tree(text).iter("table") if one.get("class") == "matrix")
    own = [words(cell) for cell in held.iter("td") if cell.get("class") == "own"]
    given = explained.document()["matrix"]
    assert own == [percent(given[name][f"captured:{name}"]) for name in ("ada", "ben", "chen")]


def test_what_is_undefined_says_so() -> None:
    nothing = Undefined("it never held")
    assert cells(nothing) == ("-", "undefined")
    lanes = _lanes(nothing, (0.0, 1.0), Placebo(None, None, None, {}, {}))
    assert [lane.said for lane in lanes] == [
        "undefined", "bounds: 0.0 to 100.0", "all luck: -", "one year: -", "one kind: -",
    ]  # fmt: skip
    assert "undefined" in page_figures.drawn("t", page_figures.SHARES, [page_figures.Row("n", lanes)])


def test_when_twins_part_is_that_of_the_document(explained: Explained, text: str, tree: Tree) -> None:
    labels = [svg.get("aria-label", "") for svg in tree(text).iter(f"{SVG}svg")]
    label = next(label for label in labels if "part from their twins" in label)
    d = explained.document()["first_divergence"]
    assert f"Median: {month(d['median'])}; 5 to 95 %: {month(d['p05'])} to {month(d['p95'])}" in label
    assert f"never: {percent(d['never'] / 100)} of 100 histories" in label
    years = dict(re.findall(r"(\d+) in (\d{4})", label))
    assert sum(map(int, years)) == sum(d["by_month"].values()) == 100 - d["never"]


@cache
def party() -> Any:
    """As much of an explanation of the party as needs no history."""
    plan = Plan.of(ensemble.prepare(scenario.load("ussr-1922"), seed=7), "recorded")
    judge = Verdict(plan.base)
    ends = {said.id: 0.0 for said in judge.endings}
    given = {name: ends | {f"sole:{name}": 0.5, "open_split": 0.5} for name in plan.base.names.contenders}
    found = SimpleNamespace(plan=plan, judge=judge, matrix=lambda how: given)
    return SimpleNamespace(found=found)


def test_the_columns_of_a_matrix_are_grouped_by_ending(words: Words) -> None:
    top = ET.fromstring(f"<main>{matrix(party())}</main>")
    tables = list(top.iter("table"))
    assert len(tables) == 2
    for one in tables:
        upper, lower = one.findall("thead/tr")
        assert [words(head) for head in upper][:2] == ["Given to", "He leads alone"]
        assert upper[1].get("colspan") == "7" == str(len(lower))
        assert {words(head) for head in lower} == {words(row[0]) for row in one.findall("tbody/tr")}
        assert {len(row) for row in one.findall("tbody/tr")} == {9}
        assert [words(cell) for cell in one.iter("td") if cell.get("class") == "own"] == ["50.0 %"] * 7


def test_rare_endings_stand_together(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    rare = {
        name: ends | {"open_split": 0.498, "collective": 0.002} for name, ends in party().found.matrix("held").items()
    }
    monkeypatch.setattr(party().found, "matrix", lambda how: rare)
    top = ET.fromstring(f"<main>{matrix(party())}</main>")
    assert {words(row[-1]) for row in top.iter("tr") if row.find("td") is not None} == {"0.2 %"}
    assert "Others" in words(top)


def test_real_people_are_named_as_such(words: Words) -> None:
    assert REAL in words(ET.fromstring(f"<main>{limits(party().found.plan.base, (), ())}</main>"))


def test_evidence_says_how_it_is_known(words: Words) -> None:
    bare = party()
    d, plan = bare.found.plan.base.scenario.document, bare.found.plan
    top = ET.fromstring(f"<main>{evidence(d, plan.factors.values())}</main>")
    marks = {words(one) for one in top.iter("span") if one.get("class") == "known"}
    assert {"looked up", "essay"} <= marks | {how(one) for one in d.sources.values()}
    for factor in plan.factors.values():
        for claim in factor.claims:
            assert " ".join(d.claims[claim].statement.split()) in words(top)
