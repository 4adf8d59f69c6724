"""Measured loops on a page: the ring, its numbers in words, and the sections around it."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from math import hypot

import pytest

from selectorate import ensemble, scenario
from selectorate.analysis import Interval
from selectorate.analysis.flow import flow
from selectorate.report import page_ring
from selectorate.report.flow_text import say_flow
from selectorate.report.flowing import Flowing
from selectorate.report.page_loop import loop_section
from selectorate.report.page_ring import Arrow, amount, ring
from selectorate.report.page_words import LIMITS, LOOP, REAL
from selectorate.report.tables import loop_tables
from selectorate.report.terminal import plain

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer() -> Flowing:
    base = ensemble.prepare(scenario.load("association"), start="2003-02")
    found = flow(base, "recorded", histories=100, seed=7, threads=2)
    return Flowing(found, "selectorate flow association --histories 100 --seed 7 --from 2003-02", 7, 2, 1.0)


@pytest.fixture(scope="module")
def top(answer: Flowing) -> ET.Element:
    return ET.fromstring(answer.page().removeprefix("<!DOCTYPE html>\n"))


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def drawings(top: ET.Element, kind: str | None) -> list[ET.Element]:
    return [svg for svg in top.iter(f"{SVG}svg") if svg.get("class") == kind]


def interval(one: dict[str, float]) -> Interval:
    return Interval.of(one["value"], (one["low"], one["high"]))


def test_a_ring_a_loop_with_the_numbers_of_the_answer_in_words(answer: Flowing, top: ET.Element) -> None:
    loops, rings = answer.document()["loops"], drawings(top, "ring")
    assert len(rings) == len(loops) == 2
    for loop, svg in zip(loops, rings, strict=True):
        label = svg.get("aria-label", "")
        assert svg.get("role") == "img"
        assert f"no link cut: {amount(interval(loop['gain']))}." in label
        for left in loop["without_link"].values():
            assert f"with this link cut: {amount(interval(left))}" in label
        assert len(re.findall("with this link cut", label)) == len(loop["links"])
    assert "1 appoints: The chair's office to Heads of the branches, with" in rings[0].get("aria-label", "")
    assert "2 elects: Board to The chair's office, with" in rings[1].get("aria-label", "")


def test_what_is_drawn_is_what_is_said(top: ET.Element) -> None:
    for svg in drawings(top, "ring"):
        label, shown = svg.get("aria-label", ""), [words(one) for one in svg.iter(f"{SVG}text")]
        for one in shown:
            assert one in label
        kinds = [words(one) for one in svg.iter(f"{SVG}text") if one.get("class") == "kind"]
        assert len(kinds) == len(list(svg.iter(f"{SVG}path"))) == len(list(svg.iter(f"{SVG}rect")))


def test_sessions_and_cuts_are_drawn_beside_their_intervals(answer: Flowing, top: ET.Element) -> None:
    labels = " ".join(svg.get("aria-label", "") for svg in drawings(top, None))
    (flow_of_ada,) = answer.found
    for of in flow_of_ada.by_session.values():
        assert amount(of["committee"]) in labels
    for loop in answer.document()["loops"]:
        for left in loop["without_link"].values():
            assert amount(interval(left)) in labels
    assert "Fourth assembly, December 2004 (the congress after next)" in labels


def test_a_page_says_what_it_asks_first_and_how_to_ask_again(answer: Flowing, top: ET.Element) -> None:
    assert [words(head) for head in top.iter("h1")] == [
        "What does one base seat more bring the following of Ada Moreau?"
    ]
    said = next(part for part in top.iter("div") if part.get("class") == "answer")
    assert words(said).replace(" ", "") == answer.document()["answer"].replace(" ", "")
    text = words(top)
    for part in (*LOOP.values(), *LIMITS, answer.command.replace(" ", ""), answer.document()["scenario_hash"]):
        assert part.replace(" ", "") in text.replace(" ", "")
    assert REAL not in text
    assert "Of the first 250 histories Ada Moreau holds the office Chair of the association at the end of" in text
    assert answer._repr_html_() in answer.page()


def test_on_another_page_a_section_brings_its_own_answer(answer: Flowing) -> None:
    assert loop_section([]) == ""
    section = words(ET.fromstring(f"<main>{loop_section(answer.found)}</main>"))
    assert answer.sentences()[0] in section
    assert answer.sentences()[0] not in words(ET.fromstring(f"<main>{loop_section(answer.found, told=True)}</main>"))


def test_who_holds_it_stands_in_a_table(answer: Flowing, top: ET.Element) -> None:
    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in top.iter("tr")}
    held = answer.document()["loops"][0]["held_by_month"]
    assert rows["2001-12"][0] == f"{100 * held['2001-12']['ada']:.1f} %".replace("100.0", "100")
    assert [row for row in rows if row] == [f"{year}-12" for year in range(2001, 2007)]


def test_text_says_once_what_is_common(answer: Flowing) -> None:
    said = plain(say_flow, answer)
    assert said.count("Extra seats by session") == said.count("Who holds it") == 1
    assert said.count("with one link cut") == 2
    assert said.count("One base seat more") == 1


def test_tables_have_the_numbers_of_the_document(answer: Flowing) -> None:
    loops = answer.document()["loops"]
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in loop_tables(loops).items()}
    links = {(row["loop"], row["cut"]): float(row["value"]) for row in rows["loop_links.csv"]}
    assert links == {
        (" ".join(loop["links"]), cut): one["value"]
        for loop in loops
        for cut, one in {"": loop["gain"], **loop["without_link"]}.items()
    }
    assert len(rows["loop_sessions.csv"]) == 2 * 4
    assert {row["office"] for row in rows["loop_holders.csv"]} == {"chair"}


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7, 12])
def test_boxes_stand_apart_and_within_the_picture(count: int) -> None:
    """Whatever the number of links, no box covers another, and words of links and boxes stand apart."""
    one = Interval.of(0.1, (-0.05, 0.2))
    names = [f"Provincial committee number {k}" for k in range(count)]
    svg = ET.fromstring(ring("t", [Arrow(name, "appoints", one) for name in names], one, "no link cut"))[0]
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    boxes = [[float(rect.get(name, "")) for name in ("x", "y", "width", "height")] for rect in svg.iter(f"{SVG}rect")]
    assert len(boxes) == count
    for x, y, w, h in boxes:
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height
    for k, (x, y, w, h) in enumerate(boxes):
        for other in boxes[k + 1 :]:
            assert abs(x - other[0]) >= w or abs(y - other[1]) >= min(h, other[3])
        for text in svg.iter(f"{SVG}text"):
            if text.get("class") != "body":
                px, py = float(text.get("x", "")), float(text.get("y", ""))
                assert not (x < px < x + w and y < py < y + h)
    said = [words(text) for text in svg.iter(f"{SVG}text")]
    assert ("1 appoints" in said) == ("-0.05 to +0.20" in said) == (count <= 4)
    assert (f"{count}" in said) == (count > 4)


def test_arrows_run_from_box_to_box_with_the_clock() -> None:
    one = Interval.of(0.1, (0.0, 0.2))
    arrows = [Arrow(name, "elects", one) for name in "abcd"]
    svg = ET.fromstring(ring("t", arrows, one, "no link cut"))[0]
    middles = [page_ring._circle([arrow.source for arrow in arrows]).places[k][1:3] for k in (0, 1, 2, 3, 0)]
    for path, (before, after) in zip(svg.iter(f"{SVG}path"), pairwise(middles), strict=True):
        x0, y0, *_, x1, y1 = map(float, re.findall(r"-?[\d.]+", path.get("d", "")))
        assert hypot(x0 - before[0], y0 - before[1]) < hypot(x0 - after[0], y0 - after[1])
        assert hypot(x1 - after[0], y1 - after[1]) < hypot(x1 - before[0], y1 - before[1])


def test_names_are_escaped_and_nothing_is_minus_nothing() -> None:
    one = Interval.of(-0.001, (-0.004, 0.2))
    text = ring("A & B", [Arrow('<b>"x"</b>', "sends", one), Arrow("y", "elects", one)], one, "no link cut")
    assert "<b>" not in text
    assert "-0.00" not in text
    assert (
        ET.fromstring(text)[0].get("aria-label", "").startswith("A & B. The gain, no link cut: +0.00 (+0.00 to +0.20).")
    )
