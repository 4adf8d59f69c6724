"""What is supposed of a scenario: a reading with its posterior, claims that are false, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import selectorate
from selectorate import ensemble
from selectorate.ensemble.posterior import Posterior, shipped
from selectorate.ensemble.prepared import posterior_of
from selectorate.ensemble.rivals import rivals, weights
from selectorate.ensemble.supposing import supposed
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario, load


def test_nothing_supposed_is_the_same_scenario(accounts: Scenario) -> None:
    assert supposed(accounts) is accounts


def test_a_reading_has_its_own_parameters_and_changes(accounts: Scenario) -> None:
    club = supposed(accounts, "club")
    model = ensemble.prepare(club)
    found = posterior_of(model)
    assert found is not None
    assert (found.names, found.scenario) == (("partisan",), club.hash)
    assert found.draws.max() <= 0.1
    assert model.parameters["slate"] == 0.0, "what the reading sets holds"
    assert ensemble.prepare(club, set={"slate": 0.5}).parameters["slate"] == 0.5, "and a question may set it otherwise"
    later = ensemble.prepare(club, set={"turnover": 0.0}, start="2004-01")
    assert [float(world.parameters.slate) for world in later.worlds] == [0.0, 0.0], "it holds before and after"
    assert [float(world.parameters.turnover) for world in later.worlds] == [0.03, 0.0]


def test_where_a_claim_is_false_other_parameters_stay_draw_by_draw(accounts: Scenario) -> None:
    false = supposed(accounts, claims=["grateful=false"])
    before, after = shipped(accounts), shipped(false)
    assert before is not None
    assert after is not None
    assert after.misfit(false) is None
    assert after.names == before.names
    assert np.array_equal(after.draws[:, 1:], before.draws[:, 1:])
    assert after.draws[:, 0].max() <= 0.05
    assert np.array_equal(after.draws, shipped(supposed(accounts, claims=["grateful=false"])).draws)
    assert ensemble.prepare(false).parameters["slate"] == 0.0


def test_a_parameter_that_was_held_is_drawn_where_a_doubt_frees_it(accounts: Scenario) -> None:
    one = shipped(accounts)
    assert one is not None
    held = Posterior(one.names[1:], one.draws[:, 1:], one.keys, one.logs, one.scenario, one.kernel)
    found = held.doubting(supposed(accounts, claims=["grateful=false"]))
    assert found.names == ("slate", "turnover", "partisan")
    assert 0.0 <= found.draws[:, 2].min() <= found.draws[:, 2].max() <= 0.05


def test_a_posterior_of_another_scenario_is_not_relabelled(accounts: Scenario) -> None:
    one = shipped(accounts)
    assert one is not None
    other = Posterior(one.names, one.draws, one.keys, one.logs, "0" * 64, one.kernel)
    false = supposed(accounts, claims=["grateful=false"])
    assert (other.doubting(false).misfit(false) or "").startswith("was made for another scenario")


def test_rivals_have_weights_and_all_that_fits_them(accounts: Scenario) -> None:
    assert weights(accounts) == {"machine": 0.75, "club": 0.25}
    assert [(one.id, one.weight) for one in rivals(accounts)] == [("machine", 0.75), ("club", 0.25)]
    false = supposed(accounts, claims=["grateful=false"])
    assert [one.scenario.false for one in rivals(false)] == [("grateful",)] * 2
    assert rivals(supposed(accounts, "club")) == ()
    assert rivals(load("association")) == ()


def test_rivals_that_do_not_fit_are_none(accounts: Scenario) -> None:
    folder = Path(next(iter(accounts.places.values()))[0]).parent
    (folder / "readings" / "club.npz").unlink()
    assert rivals(accounts) == ()
    (folder / "readings.json").unlink()
    assert weights(accounts) == {}


@pytest.mark.parametrize(
    ("reading", "claims", "words"),
    [
        ("machina", (), "there is no reading 'machina'; did you mean 'machine'?"),
        ("all", (), "only explain shares histories out over all readings"),
        (None, ("grateful",), "write it as ID=false"),
        (None, ("grateful=true",), "write it as ID=false"),
        (None, ("grateful=false", "grateful = false"), "--claim grateful=false is given twice"),
        (None, ("gratefull=false",), "there is no claim 'gratefull'; did you mean 'grateful'?"),
        (None, ("listed=false",), "it is not written what changes where this claim is false; there is grateful"),
    ],
)
def test_what_is_refused(accounts: Scenario, reading: str | None, claims: tuple[str, ...], words: str) -> None:
    with pytest.raises(QuestionError, match=words.replace("?", r"\?")):
        supposed(accounts, reading, claims)


def test_every_question_supposes(accounts: Scenario) -> None:
    """A run's command asks for the same again; in a comparison the world as it was supposes nothing."""
    one = selectorate.run(accounts, histories=100, readings="club", claims=["grateful=false"])
    assert "--readings club --claim grateful=false" in one.command
    both = selectorate.compare(accounts, histories=100, claims=["grateful=false"])
    assert both.found.baseline.scenario.false == ()
    assert both.found.changed.scenario.false == ("grateful",)
    assert "Supposed is that a claim is false: grateful." in both.contrast()[0]
    assert "--claim grateful=false" in both.pairs()[0][2]
    assert both.found.flipped().any()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"readings": []}'])
def test_a_damaged_answer_is_named(accounts: Scenario, text: str) -> None:
    place = Path(next(iter(accounts.places.values()))[0]).parent / "readings.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"readings.json' holds no answer: remove it, or make it anew"):
        weights(accounts)
