"""An ensemble shows itself, and says how it was made."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

from selectorate import ensemble
from selectorate.compiling import kernel_hash
from selectorate.ensemble import Ensemble
from selectorate.ensemble.figures import NAME_HEIGHT, _apart, curves, table
from selectorate.scenario import Scenario


def test_one_line(many: Ensemble, association: Scenario) -> None:
    said = f"100 histories, seed 7; 3 contenders, 1 office, 6 sessions; {association.hash[:12]}"
    assert repr(many) == f"<Ensemble association: {said}>"


def test_in_a_notebook_as_table_and_figure(association: Scenario) -> None:
    many = ensemble.run(association, histories=20, seed=7, set={"partisan": 0.25})
    page = ET.fromstring(f"<div>{many._repr_html_()}</div>")
    assert "hand-set" in page.find("table/caption").text
    assert "partisan = 0.25" in [cell.text for cell in page.iter("td")]
    (svg,) = page.iter("{http://www.w3.org/2000/svg}svg")
    assert svg.get("role") == "img"
    described = svg.get("aria-label").partition("hand-set parameters. ")[2]
    assert described.startswith("2001-12, 2002-12")
    known = association.document.contenders.values()
    assert all(f"; {who.name} " in f"; {described.split(': ')[1]}" for who in known)
    assert all(f"{who.short}: {who.name}" in page.findtext("figure/figcaption") for who in known)


def test_nothing_is_loaded_and_nothing_runs(many: Ensemble) -> None:
    page = many._repr_html_()
    assert "<script" not in page
    assert "href" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_what_others_wrote_is_text() -> None:
    page = table("a < b", [("<b>", "&")], head=("", "<i>")) + curves("<u>", ["2001-01"], {"<s>": [0.5]})
    assert not any(tag in page for tag in ("<b>", "<i>", "<u>", "<s>"))


def test_names_at_the_ends_of_curves_do_not_cover_each_other() -> None:
    places = sorted(_apart(dict.fromkeys("abcdefg", 200.0), 260).values())
    assert all(later - earlier >= NAME_HEIGHT for earlier, later in pairwise(places))


def test_provenance_says_what_made_it(many: Ensemble, association: Scenario) -> None:
    made = many.provenance()
    assert made["scenario_hash"] == association.hash
    assert made["kernel_hash"] == kernel_hash()
    assert (made["seed"], made["histories"], made["threads"]) == (7, 100, 1)
    assert made["parameters"]["partisan"] == 0.6
    assert made["parameters_set"] == {}
    assert made["seconds"] > 0
    assert made["peak_memory_bytes"] > 1_000_000
    assert all(made["environment"].values())
