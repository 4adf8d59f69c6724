"""Changes: each primitive moves what it names in the world, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from selectorate import scenario
from selectorate import world as w
from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.simulation.build import Model, build
from selectorate.state import Facts
from selectorate.testing.histories import live, luck

USSR = scenario.load("ussr-1922")
CLUB = scenario.load("association")


def made(**change: Any) -> Model:
    return build(USSR, changes=[Change.model_validate(change)])


def moved(one: Model, other: Model | None = None) -> set[str]:
    """The parts of the world in which two models differ."""
    this, that = one.worlds[0], (other or build(USSR)).worlds[0]
    return {name for name in this.dtype.names if this[name].tobytes() != that[name].tobytes()}


def same(one: Facts, other: Facts) -> bool:
    """Whether the facts of two blocks of histories agree to the last bit."""
    parts = zip((*one[:-1], *one.months), (*other[:-1], *other.months), strict=True)
    return all(a.tobytes() == b.tobytes() for a, b in parts)


def test_no_change_changes_nothing() -> None:
    assert moved(build(USSR, changes=[])) == set()


def test_a_parameter_is_set_and_the_question_has_the_last_word() -> None:
    change = Change.model_validate({"set": {"parameter": "turnover", "value": 0.1}})
    assert build(USSR, changes=[change]).parameters["turnover"] == 0.1
    both = build(USSR, changes=[change], set={"turnover": 0.05})
    assert both.parameters["turnover"] == both.numbers["turnover"] == 0.05
    with pytest.raises(QuestionError, match="turnover"):
        build(USSR, changes=[Change.model_validate({"set": {"parameter": "turnovr", "value": 0.1}})])


def test_powers_are_shared_or_gone() -> None:
    powers = ["appoint", "slate", "agenda", "information"]
    shared = made(share_power={"office": "general_secretary", "powers": powers})
    rules = shared.worlds[0].rules
    assert moved(shared) == {"rules"}
    assert [int(rules[power]) for power in powers] == [w.JOINT] * 4
    gone = made(abolish_power={"office": "general_secretary", "powers": ["slate"]})
    assert int(gone.worlds[0].rules["slate"]) == w.GONE
    assert int(gone.worlds[0].rules["appoint"]) == w.HELD


def test_powers_of_other_offices_vanish_with_their_entry() -> None:
    gone = made(abolish_power={"office": "war_commissar", "powers": ["coerce", "protect"]})
    assert moved(gone) == {"offices", "units"}
    with pytest.raises(QuestionError, match="'coerce' cannot be held jointly"):
        made(share_power={"office": "war_commissar", "powers": ["coerce"]})
    with pytest.raises(QuestionError, match="does not bear the power 'apoint'; did you mean 'appoint'"):
        made(share_power={"office": "general_secretary", "powers": ["apoint"]})


def test_an_office_is_given_with_its_seat_and_no_tie_moves() -> None:
    given = made(holder={"office": "general_secretary", "contender": "zinoviev"})
    assert moved(given) == {"offices", "seats"}
    world, names = given.worlds[0], given.names
    office, body = names.offices.index("general_secretary"), names.bodies.index("secretariat")
    assert names.persons[world.offices[office].holder] == "zinoviev"
    sits = [names.persons[s.person] for s in world.seats[: world.count.seats] if s.body == body and s.person >= 0]
    assert sorted(sits) == ["kuibyshev", "molotov", "zinoviev"]
    assert names.persons[world.offices[names.offices.index("leningrad_head")].holder] == "zinoviev"
    with pytest.raises(QuestionError, match="unknown contender 'molotov'"):
        made(holder={"office": "general_secretary", "contender": "molotov"})


def test_a_happening_moves_or_never_comes() -> None:
    facts = {}
    for month in ("1926-01", "never", "drawn"):
        model = made(happening={"happening": "lenin_death", "month": month})
        facts[month] = [live(model, luck(model, 3)), model.names.happenings.index("lenin_death"), model]
    later = facts["1926-01"][2].worlds[0].happenings[facts["1926-01"][1]]
    assert int(later.month) == USSR.month_index("1926-01")
    assert int(facts["drawn"][2].worlds[0].happenings[facts["drawn"][1]].drawn) == 1
    # While the founder lives on at a quarter of his authority less is moved, and nobody is beaten the sooner for it.
    never = facts["never"][0].reached
    assert (never >= 0).sum() < (live(build(USSR), luck(build(USSR), 3)).reached >= 0).sum()
    with pytest.raises(QuestionError, match="1931-01 is outside the scenario, which runs from 1922-04 to 1930-12"):
        made(happening={"happening": "lenin_death", "month": "1931-01"})


def test_what_waits_for_what_never_comes_waits_in_vain() -> None:
    changes = [
        {"happening": {"happening": h, "month": m}} for h, m in (("lenin_stroke_3", "never"), ("lenin_death", "drawn"))
    ]
    model = build(USSR, changes=[Change.model_validate(change) for change in changes])
    facts = live(model, luck(model, 5))
    living = build(
        USSR,
        changes=[
            Change.model_validate({"happening": {"happening": h, "month": "never"}})
            for h in ("lenin_stroke_3", "lenin_death")
        ],
    )
    other = live(living, luck(living, 5))
    assert same(facts, other)


def test_a_month_that_is_given_holds_where_the_others_are_drawn() -> None:
    change = Change.model_validate({"happening": {"happening": "lenin_death", "month": "1926-01"}})
    model = build(USSR, happenings="drawn", changes=[change])
    rows, names = model.worlds[0].happenings, model.names.happenings
    certain = {name for name, happening in USSR.document.happenings.items() if happening.hazard is None}
    assert {name for h, name in enumerate(names) if not rows[h].drawn} == {"lenin_death"} | certain
    assert int(rows[names.index("lenin_death")].month) == USSR.month_index("1926-01")


@pytest.mark.parametrize(
    ("rule", "value", "message"),
    [
        ("committee", True, "unknown rule 'committee'"),
        ("brandng", False, "unknown rule 'brandng'; did you mean 'branding'"),
        ("branding", 0.5, "the rule 'branding' is true or false, not 0.5"),
    ],
)
def test_a_rule_that_is_none(rule: str, value: float, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        made(rule={"rule": rule, "value": value})


def test_scores_rules_strategies_and_truth() -> None:
    ordinary = made(traits={"contenders": ["stalin"], "to": "median"})
    assert moved(ordinary) == {"contenders"}
    row = ordinary.worlds[0].contenders
    assert float(row[ordinary.names.contenders.index("stalin")].boldness) < float(
        build(USSR).worlds[0].contenders[ordinary.names.contenders.index("stalin")].boldness
    )
    careful = made(strategy={"contenders": ["trotsky"], "strategy": "self_enforcing"})
    assert moved(careful) == {"contenders"}
    assert int(made(rule={"rule": "branding", "value": False}).worlds[0].rules.branding) == 0
    assert int(made(perceive_truth=True).worlds[0].rules.perceive_truth) == 1


def test_a_series_is_flat() -> None:
    flat = made(series={"series": "party_total", "value": 500_000})
    assert moved(flat) == {"newcomers", "admitted"}
    assert not flat.worlds[0].newcomers.any()


@pytest.mark.parametrize("factor", sorted(USSR.document.factors))
def test_every_contrast_of_the_scenario_can_be_made_and_moves_a_history(factor: str) -> None:
    plain = build(USSR)
    before = live(plain, luck(plain, 10))
    for contrast in USSR.document.factors[factor].contrasts.values():
        model = build(USSR, changes=contrast.changes)
        after = live(model, luck(model, 10))
        assert not same(before, after)


def test_a_change_lives_in_any_scenario() -> None:
    office = next(iter(CLUB.document.offices))
    change = Change.model_validate({"abolish_power": {"office": office, "powers": ["appoint"]}})
    model = build(CLUB, changes=[change])
    facts = live(model, luck(model, 50))
    assert facts.owned.max() < 1.0
