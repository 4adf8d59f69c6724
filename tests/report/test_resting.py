"""What rests on what: edges of the party's scenario, sources however far down, and what is said of recalled ones."""

from __future__ import annotations

import pytest

from selectorate.errors import QuestionError
from selectorate.report.resting import Resting
from selectorate.scenario import load
from selectorate.scenario.resting import Entry, entry, uses

USSR = load("ussr-1922")


def resting(name: str) -> Resting:
    return Resting(USSR, entry(USSR, name), f"selectorate evidence {name} ussr-1922")


def test_every_claim_cited_anywhere_is_an_edge() -> None:
    edges = set(uses(USSR))
    for name, parameter in USSR.document.parameters.items():
        for claim in parameter.claims:
            assert (Entry("parameter", name), Entry("claim", claim)) in edges
    for name, target in USSR.document.targets.items():
        for event in target.events:
            assert (Entry("target", name), Entry("event", event)) in edges
    for name, reading in USSR.document.readings.items():
        for claim in reading.claims_for:
            assert (Entry("reading", name), Entry("claim", claim)) in edges
        for claim in set(reading.claims_against) - set(reading.claims_for):
            assert (Entry("reading", name), Entry("claim", claim)) not in edges
    for name in USSR.document.doubts:
        assert (Entry("doubt", name), Entry("claim", name)) in edges


def test_what_rests_on_a_parameter_and_on_what_it_rests() -> None:
    found = resting("partisan").document()
    assert (found["name"], found["kind"]) == ("partisan", "parameter")
    assert found["rests_on"] == [
        {"id": "gs_controls_local_secretaries", "kind": "claim", "support": None, "status": "supported"}
    ]
    above = {(row["kind"], row["id"]) for row in found["supports"]}
    assert {("reading", "gs_patronage"), ("doubt", "appointees_loyal_from_debt")} <= above
    cited = [one.source for one in USSR.document.claims["gs_controls_local_secretaries"].sources]
    assert [row["id"] for row in found["sources"]] == cited
    assert all(row["consulted"] == USSR.document.sources[row["id"]].consulted for row in found["sources"])


def test_what_rests_on_recalled_sources_alone_says_so() -> None:
    control = resting("control_no_loop")
    assert control.recalled()
    assert "recalled sources alone" in control.document()["answer"]
    assert "recalled, not consulted" in repr(control)
    assert not resting("partisan").recalled()


def test_a_claim_does_not_rest_on_what_conflicts_with_it() -> None:
    conflicting = next(name for name, claim in USSR.document.claims.items() if claim.conflicts)
    assert resting(conflicting).rests_on() == []


def test_a_name_in_several_sections_can_be_told_apart() -> None:
    assert entry(USSR, "doubt:kamenev_base_moscow").kind == "doubt"
    assert entry(USSR, "kamenev_base_moscow").kind == "claim"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(QuestionError, match="nothing is called 'partizan'; did you mean 'partisan'"):
        entry(USSR, "partizan")
