"""The report page of an explanation: one file that loads nothing, with the numbers of the answer."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from selectorate import ensemble, scenario
from selectorate.analysis import Interval, Undefined
from selectorate.analysis.explain import explain
from selectorate.analysis.explaining import Placebo
from selectorate.analysis.judging import Verdict
from selectorate.analysis.plan import Plan
from selectorate.errors import OutputError, QuestionError
from selectorate.report import page_figures, whole
from selectorate.report.explained import Explained
from selectorate.report.page import _lanes, _limits, cells, page
from selectorate.report.page_evidence import evidence, how
from selectorate.report.page_matrix import matrix
from selectorate.report.page_words import DEFINITIONS, LIMITS, REAL
from selectorate.report.tables import tables
from selectorate.report.words import percent, span

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "br", "wbr"}


@pytest.fixture(scope="module")
def explained() -> Explained:
    base = ensemble.prepare(scenario.load("association"), seed=7)
    plan = Plan.of(base, "recorded")
    *_, found = explain(plan, histories=100, seed=7, threads=2)
    return Explained(found, "association", 7, 2, 1.0)


@pytest.fixture(scope="module")
def text(explained: Explained) -> str:
    return page(explained)


class Parsed(HTMLParser):
    """Tags that are open, and what loads something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {"src", "href", "srcset", "onclick", "onload"} & {name for name, _ in attributes}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tree(text: str) -> ET.Element:
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_it_is_well_formed_and_closed(text: str) -> None:
    parsed = Parsed(text)
    assert parsed.open == []
    assert tree(text).tag == "html"
    assert parsed.seen.count("h1") == 1


def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    assert not re.search(r"https?://", text.replace("http://www.w3.org/2000/svg", ""))
    assert not {"script", "link", "img", "iframe", "object"} & set(Parsed(text).seen)
    assert not re.search(r"@import|url\(", text)


def test_sections_come_in_order(text: str) -> None:
    heads = [words(head) for head in tree(text).iter("h2")]
    assert heads == [
        "What is asked",
        "How the histories end",
        "Necessity and sufficiency",
        "Shares of all factors",
        "The powers of the office",
        "The office or the man",
        "The loop, measured",
        "The cheapest flip",
        "Every declared outcome",
        "What the model assumes, and what this answer cannot say",
        "What the factors rest on",
        "The same answer again",
    ]


def test_the_answer_in_words_comes_first(explained: Explained, text: str) -> None:
    top = tree(text)
    assert words(next(top.iter("h1"))) == explained.document()["question"]
    said = next(part for part in top.iter("div") if part.get("class") == "answer")
    assert words(said).replace(" ", "") == explained.document()["answer"].replace(" ", "")


def test_numbers_are_those_of_the_document(explained: Explained, text: str) -> None:
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


def test_every_figure_has_a_title_and_its_numbers_in_words(text: str) -> None:
    figures = list(tree(text).iter(f"{SVG}svg"))
    assert len(figures) >= 4
    for svg in figures:
        title = svg.find(f"{SVG}title")
        assert title is not None
        assert title.text
        label = svg.get("aria-label", "")
        assert svg.get("role") == "img"
        assert label.startswith(title.text)
        for said in svg.iter(f"{SVG}text"):
            if said.get("class") == "said":
                assert words(said) in label


def test_tables_scroll_in_their_own_box(text: str) -> None:
    top = tree(text)
    boxes = [box for box in top.iter("div") if box.get("class") == "wide"]
    assert sum(len(list(box.iter("table"))) for box in boxes) == len(list(top.iter("table"))) == len(boxes) >= 4
    assert all((box.get("tabindex"), box.get("role")) == ("0", "region") and box.get("aria-label") for box in boxes)
    assert ".selectorate .wide { overflow-x: auto;" in text


def test_the_matrix_outlines_who_was_given_the_office(explained: Explained, text: str) -> None:
    held = next(one for one in tree(text).iter("table") if one.get("class") == "matrix")
    own = [words(cell) for cell in held.iter("td") if cell.get("class") == "own"]
    given = explained.document()["matrix"]
    assert own == [percent(given[name][f"captured:{name}"]) for name in ("ada", "ben", "chen")]


def test_what_it_cannot_say_is_said(text: str) -> None:
    said = words(tree(text))
    assert all(line in said for line in LIMITS)
    assert all(line in said for line in DEFINITIONS.values())
    assert REAL not in said  # these people are invented
    assert "winner" not in said.lower()


def test_colours_can_be_read() -> None:
    sheet = Path(page_figures.__file__).with_name("page.css").read_text(encoding="utf-8")
    rules = re.findall(r"--ink: (#\w+); --quiet: (#\w+); --paper: (#\w+);[^}]*--faint: (#\w+);", sheet)
    assert len(rules) == 3
    for ink, quiet, paper, faint in rules:
        assert all(_contrast(one, ground) >= 4.5 for one in (ink, quiet) for ground in (paper, faint))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_notebook_shows_the_same(explained: Explained, text: str) -> None:
    shown = explained._repr_html_()
    assert shown in text
    assert "<html" not in shown


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


def test_what_is_undefined_says_so() -> None:
    nothing = Undefined("it never held")
    assert cells(nothing) == ("-", "undefined")
    lanes = _lanes(nothing, (0.0, 1.0), Placebo(None, None, None, {}, {}))
    assert [lane.said for lane in lanes] == [
        "undefined", "bounds: 0.0 to 100.0", "all luck: -", "one year: -", "one kind: -",
    ]  # fmt: skip
    assert "undefined" in page_figures.drawn("t", page_figures.SHARES, [page_figures.Row("n", lanes)])


@cache
def party() -> Any:
    """As much of an explanation of the party as needs no history."""
    plan = Plan.of(ensemble.prepare(scenario.load("ussr-1922"), seed=7), "recorded")
    judge = Verdict(plan.base)
    ends = {said.id: 0.0 for said in judge.endings}
    given = {name: ends | {f"sole:{name}": 0.5, "open_split": 0.5} for name in plan.base.names.contenders}
    found = SimpleNamespace(plan=plan, judge=judge, matrix=lambda how: given)
    return SimpleNamespace(found=found)


def test_the_columns_of_a_matrix_are_grouped_by_ending() -> None:
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


def test_rare_endings_stand_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = {
        name: ends | {"open_split": 0.498, "collective": 0.002} for name, ends in party().found.matrix("held").items()
    }
    monkeypatch.setattr(party().found, "matrix", lambda how: rare)
    top = ET.fromstring(f"<main>{matrix(party())}</main>")
    assert {words(row[-1]) for row in top.iter("tr") if row.find("td") is not None} == {"0.2 %"}
    assert "Others" in words(top)


def test_real_people_are_named_as_such() -> None:
    assert REAL in words(ET.fromstring(f"<main>{_limits(party())}</main>"))


def test_evidence_says_how_it_is_known() -> None:
    bare = party()
    d, plan = bare.found.plan.base.scenario.document, bare.found.plan
    top = ET.fromstring(f"<main>{evidence(bare)}</main>")
    marks = {words(one) for one in top.iter("span") if one.get("class") == "known"}
    assert {"looked up", "essay"} <= marks | {how(one) for one in d.sources.values()}
    for factor in plan.factors.values():
        for claim in factor.claims:
            assert " ".join(d.claims[claim].statement.split()) in words(top)


def test_tables_have_the_numbers_of_the_document(explained: Explained) -> None:
    d, texts = explained.document(), tables(explained)
    assert set(texts) == {
        f"{name}.csv"
        for name in (
            "outcomes", "shapley", "interactions", "powers", "matrix", "matrix_swapped", "placebos",
            "loop_sessions", "loop_links", "loop_holders",
        )
    }  # fmt: skip
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
    assert {row["power"]: float(row["value"]) for row in rows["powers.csv"]} == {
        name: one["value"] for name, one in d["powers"].items()
    }
    assert float(rows["shapley.csv"][0]["low"]) == d["shapley"]["chair_powers"]["low"]
    assert {(row["holder"], row["ending"]): float(row["share"]) for row in rows["matrix.csv"]} == {
        (holder, ending): share for holder, ends in d["matrix"].items() for ending, share in ends.items()
    }
    assert len(rows["outcomes.csv"]) == 3 * len(d["outcomes"])
    all_luck = [row["share"] for row in rows["placebos.csv"] if row["luck"] == "all"]
    assert all_luck == [str(d[name]["placebo"]["reseeded"]) for name in ("necessity", "sufficiency")]


def test_files_are_written_wholly_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(whole.os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            whole.write({tmp_path / "a": "newer", tmp_path / "b": "newer"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "older"
    whole.write_into(tmp_path / "new", {"b": "x"})
    assert (tmp_path / "new" / "b").read_text() == "x"


def test_places_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(QuestionError, match="it is a folder"):
        whole.file(tmp_path)
    with pytest.raises(QuestionError, match="there is no folder"):
        whole.file(tmp_path / "no" / "page.html")
    with pytest.raises(QuestionError, match="it is no folder"):
        whole.folder(tmp_path / "file")
    with pytest.raises(QuestionError, match="No such file"):
        whole.folder(tmp_path / "no" / "tables")
    assert whole.folder(tmp_path / "tables") == tmp_path / "tables"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
