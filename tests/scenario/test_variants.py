"""Variants: another prior, what is denied, what is changed; and every reading and doubt of the party can be built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selectorate import world as w
from selectorate.ensemble.priors import Priors
from selectorate.errors import ScenarioError
from selectorate.evidence import Prior
from selectorate.parameters import MECHANISMS
from selectorate.readings import Shift, Variant
from selectorate.scenario import load
from selectorate.scenario.variants import scaled, varied
from selectorate.simulation.build import build

USSR = load("ussr-1922")
SHIPPED = Path(__file__).parents[2] / "src/selectorate/scenarios/ussr-1922"


def test_nothing_varied_is_the_same_scenario() -> None:
    same = varied(USSR, [])
    assert (same.document, same.hash, same.changes) == (USSR.document, USSR.hash, ())


def test_another_prior_makes_a_held_parameter_free_at_a_value_that_it_allows() -> None:
    held = USSR.document.parameters["veil"]
    assert not held.free
    high = Variant(priors={"veil": Shift(prior=Prior(uniform=[0.97, 1.0]), because="Nothing was seen.")})
    made = varied(USSR, [high])
    veil = made.document.parameters["veil"]
    assert (veil.free, veil.value, veil.because) == (True, 0.97, "Nothing was seen.")
    assert made.hash != USSR.hash
    assert set(Priors.of(made).names) - set(Priors.of(USSR).names) == {"veil"}
    assert build(made).parameters["veil"] == 0.97


def test_what_is_denied_is_off_with_what_needs_it_and_can_still_be_named() -> None:
    made = varied(USSR, [Variant(denies=["policy"])])
    uses = build(made, set={"pliancy": 0.2}).worlds[0].uses
    assert [MECHANISMS[i] for i in range(len(MECHANISMS)) if uses[i] == 0] == ["policy"]
    gone = varied(USSR, [Variant(denies=["motions"])]).document.scenario.mechanisms
    assert set(USSR.document.scenario.mechanisms) - set(gone) == {"motions", "sanctions", "legacy", "force"}


def test_variants_are_made_one_after_another() -> None:
    first = Variant(priors={"partisan": Shift(prior=Prior(uniform=[0.8, 0.9]))})
    second = Variant(priors={"partisan": Shift(prior=Prior(uniform=[-0.9, -0.8]))})
    parameter = varied(USSR, [first, second]).document.parameters["partisan"]
    assert (parameter.prior.uniform, parameter.value) == ([-0.9, -0.8], -0.8)


@pytest.mark.parametrize(
    ("prior", "width", "expected"),
    [
        (Prior(uniform=[0.2, 0.6]), 0.5, {"uniform": [0.3, 0.5]}),
        (Prior(uniform=[0.2, 0.6]), 2.0, {"uniform": [0.0, 0.8]}),
        (Prior(uniform=[0.2, 0.6]), 4.0, {"uniform": [0.0, 1.0]}),
        (Prior(normal=[1.0, 0.5]), 2.0, {"normal": [1.0, 1.0]}),
        (Prior(lognormal=[2.0, 0.4]), 0.5, {"lognormal": [2.0, 0.2]}),
        (Prior(beta=[2.0, 2.0]), 0.5, {"beta": [9.5, 9.5]}),
    ],
)
def test_priors_of_another_width(prior: Prior, width: float, expected: dict[str, list[float]]) -> None:
    """A beta of 2 and 2 has a variance of 1/20; of half the deviation, 1/80 = 1/(4 (19 + 1))."""
    found = scaled(prior, width, 0.0, 1.0).model_dump(exclude_none=True)
    assert found.keys() == expected.keys()
    for form, pair in expected.items():
        assert found[form] == pytest.approx(pair)


@pytest.mark.parametrize("name", sorted(USSR.document.readings))
def test_every_reading_can_be_built(name: str) -> None:
    reading = USSR.document.readings[name]
    made = varied(USSR, [reading])
    model = build(made)
    assert all(model.worlds[0].uses[MECHANISMS.index(one)] == 0 for one in reading.denies)
    assert set(reading.priors) <= set(Priors.of(made).names)


@pytest.mark.parametrize("name", sorted(USSR.document.doubts))
def test_every_doubt_changes_the_world_or_what_is_believed(name: str) -> None:
    doubt = USSR.document.doubts[name]
    made = varied(USSR, [doubt])
    told, untold = build(made), build(USSR)
    assert told.worlds.tobytes() != untold.worlds.tobytes() or not doubt.changes
    for parameter in doubt.priors:
        here, there = (one.document.parameters[parameter] for one in (made, USSR))
        assert (here.prior, here.free) != (there.prior, there.free)


def test_the_control_without_a_loop_has_none() -> None:
    made = varied(USSR, [USSR.document.readings["control_no_loop"]])
    rules = build(made).worlds[0].rules
    assert (rules.appoint, rules.slate) == (w.GONE, w.GONE)


def test_what_another_mechanism_reads_cannot_be_denied_alone(tmp_path: Path) -> None:
    folder = tmp_path / "party"
    shutil.copytree(SHIPPED, folder)
    text = (folder / "readings.yaml").read_text(encoding="utf-8")
    (folder / "readings.yaml").write_text(
        text.replace("    denies: [legacy, policy]\n", "    denies: [perception, legacy]\n"), encoding="utf-8"
    )
    with pytest.raises(ScenarioError, match=r"readings.yaml:\d+:\d+: 'perception' cannot be denied alone: 'alignment'"):
        load(folder)


def test_fifteen_readings_and_two_controls() -> None:
    readings = USSR.document.readings
    assert len(readings) == 17
    assert sum(one.control is True for one in readings.values()) == 2
    assert all(one.asserts and one.priors for one in readings.values())
    assert all(one.title.startswith(("After ", "Control, after ")) for one in readings.values()), "whose it is"
