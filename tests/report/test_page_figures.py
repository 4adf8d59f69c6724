"""Figures of pages: where marks lie, what a scale holds, and months beside the record."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from selectorate import scenario
from selectorate.analysis import Interval, Removal
from selectorate.analysis.parting import Parting
from selectorate.ensemble.figures import PALETTE
from selectorate.report import page_figures, page_months

SVG = "{http://www.w3.org/2000/svg}"
USSR = scenario.load("ussr-1922")


def test_names_are_escaped() -> None:
    one = Interval.of(0.5, (0.4, 0.6))
    shown = page_figures.bars("A & B <title>", [('<b>"x"</b>', one)])
    svg = ET.fromstring(shown)[0]
    assert svg.get("aria-label") == 'A & B <title>. <b>"x"</b>: 50.0 % (40.0 to 60.0).'
    assert "<b>" not in shown


def test_marks_lie_where_their_numbers_say() -> None:
    figure = page_figures.dots("t", [("a", Interval.of(-0.1, (-0.2, 0.0))), ("b", Interval.of(0.3, (0.1, 0.4)))])
    dots = [float(dot.get("cx", "")[:-1]) for dot in ET.fromstring(figure).iter(f"{SVG}circle")]
    zero = next(line for line in ET.fromstring(figure).iter(f"{SVG}line") if line.get("class") == "zero")
    assert dots[0] > float(zero.get("x1", "")[:-1]) > dots[1]
    assert page_figures.SHARES.across(0.0) == page_figures.START
    assert page_figures.SHARES.across(1.0) == page_figures.END


@pytest.mark.parametrize("size", [0.0, 0.004, 0.03, 0.3, 1.0])
def test_a_scale_holds_all_that_is_drawn(size: float) -> None:
    scale = page_figures._around([-size / 3, size])
    assert scale.low <= -size / 3 <= size <= scale.high
    assert scale.low < scale.high
    assert 2 <= len(scale.ticks) <= 6
    assert len({scale.said(tick) for tick in scale.ticks}) == len(scale.ticks)


def marked(figure: str, tag: str, kind: str) -> list[ET.Element]:
    return [mark for mark in ET.fromstring(figure).iter(f"{SVG}{tag}") if mark.get("class") == kind]


def place(mark: ET.Element, name: str) -> float:
    return float(mark.get(name, "")[:-1])


def test_a_removal_lies_beside_the_record() -> None:
    """The median before the month on record, the whisker from 5 to 95 %, and all of it in words."""
    one = Removal(0.98, "1925-10", "1924-03", "1927-02", "1926-10")
    figure = page_months.removals("Leon Trotsky", USSR, {"off_presidium": [one]})
    (dot,), (mark,) = marked(figure, "circle", "dot"), marked(figure, "line", "mark")
    ends = [place(line, "x1") for line in marked(figure, "line", "whisker")]
    assert min(ends) < place(dot, "cx") < place(mark, "x1") < max(ends)
    month = (page_figures.END - page_figures.START) / USSR.months
    assert place(mark, "x1") - place(dot, "cx") == pytest.approx(12 * month, abs=0.02)
    label = ET.fromstring(figure)[0].get("aria-label", "")
    assert "Off the Politburo (record: 1926-10): 1925-10, 98.0 % (5 to 95 %: 1924-03 to 1927-02)" in label


def test_what_mostly_never_comes_has_an_open_whisker_and_no_dot() -> None:
    rare = Removal(0.3, None, "1928-01", None, None)
    figure = page_months.removals("t", USSR, {"exiled": [rare]})
    assert marked(figure, "circle", "dot") == marked(figure, "line", "mark") == []
    low, along = marked(figure, "line", "whisker")
    assert place(low, "x1") == place(low, "x2") == place(along, "x1") < place(along, "x2") == page_figures.END
    assert "no median, 30.0 % (5 to 95 %: 1928-01 to never)" in ET.fromstring(figure)[0].get("aria-label", "")


def test_two_worlds_are_told_apart_by_mark_and_word() -> None:
    one = Removal(0.9, "1925-10", "1924-03", "1927-02", None)
    figure = page_months.removals("t", USSR, {"exiled": [one, one._replace(median="1926-10")]})
    (was,), (changed,) = marked(figure, "circle", "dot"), marked(figure, "circle", "dot changed")
    assert place(was, "cx") < place(changed, "cx")
    label = ET.fromstring(figure)[0].get("aria-label", "")
    assert label.index(" as it was") < label.index("1926-10") < label.index(" changed")


def test_bars_of_a_histogram_are_as_high_as_their_months_are_frequent() -> None:
    months = np.array([3] * 6 + [50] * 3 + [-1], np.int16)
    figure = page_months.histogram("t", Parting(USSR, months))
    heights = [float(bar.get("height", "")) for bar in marked(figure, "rect", "bar")]
    assert heights == [page_months.HIGH, page_months.HIGH / 2]
    (dot,) = marked(figure, "circle", "dot")
    first, second = (place(bar, "x") for bar in marked(figure, "rect", "bar"))
    assert first < place(dot, "cx") < second
    label = ET.fromstring(figure)[0].get("aria-label", "")
    assert "Median: July 1922; 5 to 95 %: July 1922 to never; never: 10.0 % of 10 histories" in label
    assert "6 in 1922, 3 in 1926" in label


def test_twins_that_never_part_have_an_empty_histogram() -> None:
    figure = page_months.histogram("t", Parting(USSR, np.full(4, -1, np.int16)))
    assert marked(figure, "rect", "bar") == []
    assert "Median: never" in ET.fromstring(figure)[0].get("aria-label", "")


def test_colours_can_be_read() -> None:
    """Letters at 4.5 to 1 and marks at 3 to 1, by daylight, in the dark, and on paper."""
    sheet = Path(page_figures.__file__).with_name("page.css").read_text(encoding="utf-8")
    blocks = re.findall(r"\{[^{}]*--ink:[^{}]*\}", sheet)
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        colour = dict(re.findall(r"--([\w-]+): (#\w+);", block))
        for ground in ("paper", "faint"):
            assert all(_contrast(colour[name], colour[ground]) >= 4.5 for name in ("ink", "quiet"))
        curves = [colour.get(f"curve-{k}", PALETTE[k]) for k in range(len(PALETTE))]
        assert all(colour.get(f"curve-{k}") for k in range(len(PALETTE))) is (number == 1)
        marks = [colour[name] for name in ("mark", "fill", "luck", "record")]
        assert all(_contrast(one, colour["paper"]) >= 3.0 for one in (*marks, *curves))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
