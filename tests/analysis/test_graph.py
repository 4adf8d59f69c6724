"""Who chooses whom, and the loops in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from selectorate.analysis import links, loops
from selectorate.scenario import Scenario, load

RING = [
    "secretariat->provincial_committees",
    "provincial_committees->congress",
    "congress->central_committee",
    "central_committee->secretariat",
]


@pytest.fixture(scope="module")
def party() -> Scenario:
    return load("ussr-1922")


def changed(scenario: Scenario, **sections: dict[str, Any]) -> Scenario:
    """A scenario with some entries replaced."""
    d = scenario.document
    merged = {section: {**getattr(d, section), **entries} for section, entries in sections.items()}
    return replace(scenario, document=d.model_copy(update=merged))


def test_the_ring_of_the_party_comes_first(party: Scenario) -> None:
    ring, *others = loops(party)
    assert ring.texts() == RING
    assert [link.kind for link in ring.links] == ["appoints", "sends", "elects", "elects"]
    assert ring.links[0].office == "general_secretary"
    assert ring.holders == {"general_secretary": "stalin"}
    assert [loop.texts() for loop in others] == [["secretariat->central_committee", "central_committee->secretariat"]]
    assert [link.kind for link in others[0].links] == ["slates", "elects"]


def test_links_of_the_party(party: Scenario) -> None:
    found = {(str(link), link.kind, link.office) for link in links(party)}
    assert {("secretariat->provincial_committees", "appoints", "general_secretary")} <= found
    assert ("secretariat->provincial_committees", "appoints", None) not in found
    assert ("secretariat->control_commission", "slates", "general_secretary") in found
    assert ("central_committee->politburo", "elects", None) in found
    assert ("central_committee->war_commissar", "elects", None) in found
    assert ("provincial_committees->conference", "sends", None) in found


def test_the_association_has_the_same_ring(association: Scenario) -> None:
    ring = loops(association)[0]
    assert ring.texts() == ["executive->branches", "branches->assembly", "assembly->board", "board->executive"]
    assert ring.holders == {"chair": "ada"}


def test_without_the_appointment_there_is_no_ring(association: Scenario) -> None:
    bodies, offices = association.document.bodies, association.document.offices
    elected = bodies["branches"].model_copy(
        update={"chosen": bodies["branches"].chosen.model_copy(update={"how": "elected_by", "body": "branches"})}
    )
    stripped = offices["chair"].model_copy(update={"powers": []})
    free = changed(association, bodies={"branches": elected}, offices={"chair": stripped})
    assert [loop.texts() for loop in loops(free)] == [["branches->branches"]]
    assert loops(free)[0].holders == {}


def test_an_office_without_a_body_stands_for_itself(association: Scenario) -> None:
    chair = association.document.offices["chair"]
    bodies = association.document.bodies
    alone = chair.model_copy(update={"heads": None, "holder": None})
    hollow = bodies["branches"].model_copy(
        update={"chosen": bodies["branches"].chosen.model_copy(update={"body": "board"})}
    )
    found = loops(changed(association, offices={"chair": alone}, bodies={"branches": hollow}))
    texts = [loop.texts() for loop in found]
    assert ["chair->branches", "branches->assembly", "assembly->board", "board->chair"] in texts
    assert ["chair->board", "board->chair"] in texts
    assert next(loop for loop in found if loop.texts()[0] == "chair->board").holders == {"chair": None}


def test_the_order_of_the_files_changes_nothing(party: Scenario) -> None:
    d = party.document
    turned = d.model_copy(update={part: dict(reversed(getattr(d, part).items())) for part in ("bodies", "offices")})
    assert loops(replace(party, document=turned)) == loops(party)
    assert links(replace(party, document=turned)) == links(party)
