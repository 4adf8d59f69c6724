"""Report pages, of every verb that has one: one file that loads nothing, with the numbers of the answer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from selectorate import scenario
from selectorate.report.page_words import (
    DEFINITIONS,
    FACTORS,
    LIMITS,
    OF_A_RUN,
    OF_AN_EXPLANATION,
    OF_TWO_WORLDS,
    REAL,
)
from selectorate.report.words import percent, span
from selectorate.testing.changes import rewritten

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "br", "wbr"}
PAPER = 960
"""Pixels that a page of A4 has within its margins."""

Tree = Callable[[str], ET.Element]
Words = Callable[[ET.Element], str]

SECTIONS = {
    "run": [
        "How the histories end",
        "What held of them",
        "Removals",
        "The committee by session",
        "What the model assumes, and what this answer cannot say",
        "What the numbers rest on",
        "The same answer again",
    ],
    "compare": [
        "How the histories end",
        "Paired differences",
        "When twins part",
        "Removals",
        "The committee by session",
        "What the model assumes, and what this answer cannot say",
        "What the numbers rest on",
        "The same answer again",
    ],
    "explain": [
        "What is asked",
        "How the histories end",
        "Necessity and sufficiency",
        "Shares of all factors",
        "The powers of the office",
        "The office or the man",
        "When twins part",
        "The loop, measured",
        "The cheapest flip",
        "Every declared outcome",
        "Removals",
        "What the model assumes, and what this answer cannot say",
        "What the numbers rest on",
        "The same answer again",
    ],
    "flow": [
        "The loop, measured",
        "What the model assumes, and what this answer cannot say",
        "What the numbers rest on",
        "The same answer again",
    ],
}

SAID = {"run": OF_A_RUN, "compare": OF_TWO_WORLDS, "explain": OF_AN_EXPLANATION, "flow": ()}

pytestmark = pytest.mark.parametrize("verb", list(SECTIONS))


@pytest.fixture
def one(answers: dict[str, Any], verb: str) -> Any:
    """The answer of a verb."""
    return answers[verb]


@pytest.fixture
def text(one: Any) -> str:
    return one.page()


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
        assert not {"src", "srcset", "onclick", "onload"} & {name for name, _ in attributes}
        assert all((value or "").startswith("#") for name, value in attributes if name == "href"), "within the page"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_well_formed_and_closed(text: str, tree: Tree) -> None:
    parsed = Parsed(text)
    assert parsed.open == []
    assert tree(text).tag == "html"
    assert parsed.seen.count("h1") == 1


def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    assert not re.search(r"https?:", text.replace("http://www.w3.org/2000/svg", ""))
    assert not {"script", "link", "img", "iframe", "object"} & set(Parsed(text).seen)
    assert not re.search(r"@import|url\(", text)


def test_sections_come_in_order(text: str, verb: str, tree: Tree, words: Words) -> None:
    assert [words(head) for head in tree(text).iter("h2")] == SECTIONS[verb]


def test_the_answer_in_words_comes_first(one: Any, text: str, tree: Tree, words: Words) -> None:
    first, *_ = (part for part in tree(text).iter() if part.tag in ("h2", "div"))
    assert first.get("class") == "answer"
    assert all(sentence in words(first) for sentence in one.sentences())


def test_the_command_is_there_whole(one: Any, text: str, tree: Tree, words: Words) -> None:
    assert one.document()["command"] in [words(shown) for shown in tree(text).iter("pre")]


def test_every_figure_has_a_title_and_its_numbers_in_words(text: str, tree: Tree, words: Words) -> None:
    figures = list(tree(text).iter(f"{SVG}svg"))
    assert len(figures) >= 3
    for svg in figures:
        title = svg.find(f"{SVG}title")
        assert title is not None
        assert title.text
        label = svg.get("aria-label", "")
        assert svg.get("role") == "img"
        assert label.startswith(title.text)
        assert re.search(r"\d", label.removeprefix(title.text))
        for said in svg.iter(f"{SVG}text"):
            if said.get("class") == "said":
                assert words(said) in label


def test_no_figure_is_wider_than_the_page_or_taller_than_paper(text: str, tree: Tree) -> None:
    for svg in tree(text).iter(f"{SVG}svg"):
        assert svg.get("width") == "100%"
        assert _height(svg) < PAPER
        for mark in svg.iter():
            assert all(0.0 <= float(mark.get(name, "0%")[:-1]) <= 100.0 for name in ("x1", "x2", "cx"))
    assert "break-inside: avoid" in text


def _height(svg: ET.Element) -> float:
    """In pixels; a ring is drawn in units, and 30 rem wide at most."""
    _, _, width, height = map(float, svg.get("viewBox", "0 0 1 0").split())
    return float(svg.get("height", 480 * height / width))


def test_tables_have_captions_and_heads_and_scroll_in_their_own_box(text: str, tree: Tree) -> None:
    top = tree(text)
    boxes = [box for box in top.iter("div") if box.get("class") == "wide"]
    assert sum(len(list(box.iter("table"))) for box in boxes) == len(list(top.iter("table"))) == len(boxes) >= 1
    assert all((box.get("tabindex"), box.get("role")) == ("0", "region") and box.get("aria-label") for box in boxes)
    assert ".selectorate .wide { overflow-x: auto;" in text
    for shown in top.iter("table"):
        assert shown.findtext("caption")
        assert all(head.get("scope") in ("col", "colgroup") for head in shown.findall("thead/tr/th"))
        assert {row.find("th").get("scope") for row in shown.findall("tbody/tr")} <= {"row", "rowgroup"}


def test_shares_of_endings_are_those_of_the_document(one: Any, verb: str, text: str, tree: Tree) -> None:
    if verb == "flow":
        pytest.skip("it asks nothing of endings")
    d = one.document()
    labels = [svg.get("aria-label", "") for svg in tree(text).iter(f"{SVG}svg")]
    ends = next(label for label in labels if label.startswith("Endings"))
    if verb == "explain":
        known = [d["outcomes"][name]["probability"] for name in d["matrix"]["ada"]]
        shares = [(found["value"], (found["low"], found["high"])) for found in known]
    else:
        worlds = [d] if verb == "run" else [d["baseline"], d["changed"]]
        came = [name for name in worlds[0]["endings"] if any(world["endings"][name] for world in worlds)]
        shares = [(world["endings"][name], world["endings_interval"][name]) for world in worlds for name in came]
    assert any(share for share, _ in shares)
    for share, bounds in shares:
        assert f"{percent(share)} ({span(tuple(bounds))})" in ends or not share


def test_what_it_cannot_say_is_said(verb: str, text: str, tree: Tree, words: Words) -> None:
    said = words(tree(text))
    assert all(line in said for line in LIMITS)
    assert all(DEFINITIONS[name] in said for name in SAID[verb])
    assert all((line in said) is (verb == "explain") for line in FACTORS if not line.startswith("Twins"))
    assert REAL not in said  # these people are invented
    assert "winner" not in said.lower()


def test_a_notebook_shows_the_same(one: Any, text: str) -> None:
    shown = one._repr_html_()
    assert shown in text
    assert "<html" not in shown


def test_names_are_escaped(verb: str, asked: Callable[..., dict[str, Any]], tree: Tree, words: Words) -> None:
    home = scenario.load("association")
    document = home.document.model_dump(exclude_unset=True)
    document["contenders"]["ada"] |= {"name": '<b>&"Ada"', "short": '<&"'}
    text = asked(rewritten(home, document))[verb].page()
    assert Parsed(text).open == []
    assert "<b>" not in text
    assert '<b>&"Ada"' in words(tree(text))


def test_every_section_leads_to_what_its_numbers_rest_on(tree: Tree, text: str) -> None:
    """One step: a link under each heading of numbers, to the section with claims and sources."""
    top = tree(text)
    places = {one.get("id") for one in top.iter() if one.get("id")}
    links = [one.get("href") for one in top.iter("a")]
    heads = ["".join(one.itertext()) for one in top.iter("h2")]
    assert len(links) == heads.index("What the numbers rest on"), "every heading before it"
    assert {link.removeprefix("#") for link in links if link} == places
