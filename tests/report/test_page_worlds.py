"""What the pages of a run and of a comparison have of their own: removals beside the record, twins to open."""

from __future__ import annotations

import shlex
import xml.etree.ElementTree as ET
from collections.abc import Callable

from selectorate.report import Answer
from selectorate.report.compared import Compared
from selectorate.report.page_figures import points
from selectorate.report.page_words import REAL
from selectorate.report.words import month, percent, span

SVG = "{http://www.w3.org/2000/svg}"
Tree = Callable[[str], ET.Element]
Words = Callable[[ET.Element], str]


def labels(top: ET.Element) -> list[str]:
    return [svg.get("aria-label", "") for svg in top.iter(f"{SVG}svg")]


def table(top: ET.Element, caption: str, words: Words) -> dict[str, list[str]]:
    shown = next(one for one in top.iter("table") if (one.findtext("caption") or "").startswith(caption))
    found, group = {}, ""
    for row in shown.findall("tbody/tr"):
        if row.get("class") == "group":
            group = f"{words(row)}: "
        else:
            found[group + words(row[0])] = [words(cell) for cell in row[1:]]
    return found


def test_outcomes_are_those_of_the_document(party: Answer, tree: Tree, words: Words) -> None:
    d, found = party.document(), table(tree(party.page()), "Share of 20 histories", words)
    rows = {head.rpartition(" ")[2]: row for head, row in found.items()}
    assert rows == {
        name: [percent(share), span(tuple(d["outcomes_interval"][name]))] for name, share in d["outcomes"].items()
    }


def test_removals_stand_beside_the_record(party: Answer, tree: Tree, words: Words) -> None:
    """In the figure of the contender, and in the table."""
    top, one = tree(party.page()), party.document()["removals"]["trotsky"]["off_presidium"]
    label = next(said for said in labels(top) if said.startswith("Leon Trotsky"))
    assert f"Off the Politburo (record: 1926-10): {one['median']}, {percent(one['share'])}" in label
    row = table(top, "The same months", words)["Leon Trotsky: Off the Politburo"]
    assert row[:3] == [percent(one["share"]), one["median"], "1926-10"]
    assert row[4:] == [one["p05"], one["p95"] or "never"]
    assert "Removals beside the record" in [words(head) for head in top.iter("h2")]
    assert REAL in words(top)


def test_the_answer_in_words_has_the_shares_of_the_document(party: Answer) -> None:
    d, said = party.document(), " ".join(party.sentences())
    most = max(d["endings"], key=lambda name: d["endings"][name])
    low, high = d["endings_interval"][most]
    assert f"in {100 * d['endings'][most]:.0f} of 100 (between {100 * low:.0f} and {100 * high:.0f})" in said
    assert said.count(" of 100 ") == len([share for share in d["endings"].values() if share >= 0.005])


def test_figures_of_the_party_fit_on_paper(party: Answer, of_the_party: Compared, tree: Tree) -> None:
    for shown in (party, of_the_party):
        assert all(float(svg.get("height", "")) < 960 for svg in tree(shown.page()).iter(f"{SVG}svg"))


def test_the_committee_is_drawn_by_session(party: Answer, tree: Tree) -> None:
    top, shares = tree(party.page()), party.document()["committee_share"]["stalin"]
    figure = next(svg for svg in top.iter(f"{SVG}svg") if "by session" in svg.get("aria-label", ""))
    assert len([part for part in figure.iter(f"{SVG}g") if part.get("class") == "curve"]) == 7
    assert "Joseph Stalin " in figure.get("aria-label", "")
    assert len(shares) == 5


def test_two_worlds_stand_beside_each_other(of_the_party: Compared, tree: Tree, words: Words) -> None:
    top, d = tree(of_the_party.page()), of_the_party.document()
    rows = {head.rpartition(" ")[2]: row for head, row in table(top, "Every ending and outcome", words).items()}
    for name, one in of_the_party.differences[0].items():
        if d["baseline"]["endings"].get(name) or d["changed"]["endings"].get(name):
            shares = [d[world]["endings"][name] for world in ("baseline", "changed")]
            assert [cell.partition(" (")[0] for cell in rows[name][:2]] == [percent(share) for share in shares]
            assert rows[name][2] == points(one)
    drawn = " ".join(labels(top))
    name = max(d["difference"], key=lambda name: abs(d["difference"][name]["value"]))
    assert points(of_the_party.differences[0][name]) in drawn
    assert " as it was" in drawn
    assert " changed" in drawn


def test_the_share_that_ends_otherwise_is_told(of_the_party: Compared, tree: Tree, words: Words) -> None:
    flipped = of_the_party.document()["flipped"]
    assert f"Of the histories {100 * flipped['value']:.0f} of 100" in words(tree(of_the_party.page()))


def test_the_outcome_that_the_scenario_asks_about_comes_first(of_the_party: Compared) -> None:
    asked, d = of_the_party.scenario.document.scenario.outcome, of_the_party.document()
    shares = [percent(d[world]["endings"][asked]) for world in ("baseline", "changed")]
    assert (
        f"goes from {shares[0]} to {shares[1]}: {points(of_the_party.differences[0][asked])}"
        in (of_the_party.sentences()[1])
    )


def test_pairs_are_commands_that_open_them(of_the_party: Compared, tree: Tree, words: Words) -> None:
    d, shown = of_the_party.document(), [words(pre) for pre in tree(of_the_party.page()).iter("pre")]
    for number in d["pairs"].values():
        asked = f"selectorate replay ussr-1922 --history {number} --seed 7 --twin --without testament:"
        (found,) = {command for command in shown if command.startswith(asked)}
        assert len(shlex.split(found)) == 10
    assert len(d["pairs"]) == 3


def test_when_twins_part_is_that_of_the_document(of_the_party: Compared, tree: Tree) -> None:
    d = of_the_party.document()["first_divergence"]
    label = next(said for said in labels(tree(of_the_party.page())) if "part from their twins" in said)
    assert f"Median: {month(d['median'])};" in label
    assert sum(d["by_month"].values()) + d["never"] == 100


def test_what_was_taken_away_stands_with_its_evidence(of_the_party: Compared, tree: Tree, words: Words) -> None:
    top, d = tree(of_the_party.page()), of_the_party.scenario.document
    assert d.factors["testament"].title in [words(head) for head in top.iter("h3")]
    assert d.factors["economy"].title not in [words(head) for head in top.iter("h3")]
    for claim in d.factors["testament"].claims:
        assert " ".join(d.claims[claim].statement.split()) in words(top)


def test_a_comparison_shows_itself_in_a_terminal(compared: Compared) -> None:
    assert "paired difference" in repr(compared)
