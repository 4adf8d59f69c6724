"""What a question changes, in the words of a prompt, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selectorate import ensemble
from selectorate.ensemble.asking import numbers, words
from selectorate.errors import QuestionError
from selectorate.happenings import Effect, Hazard
from selectorate.questions import Change
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import build

USSR = load("ussr-1922")

ASKED = [
    (["--do", "general_secretary.holder=zinoviev"], {"do": ["general_secretary.holder=zinoviev"]}),
    (
        ["--do", "general_secretary.holder=zinoviev", "--do", "war_commissar.holder=rykov", "--swap"],
        {"do": ["general_secretary.holder=zinoviev", "war_commissar.holder=rykov"], "swap": True},
    ),
    (["--do", "happening.lenin_death=1926-01"], {"do": [" happening.lenin_death = 1926-01 "]}),
    (["--do", "happening.lenin_death=never"], {"do": ["happening.lenin_death=never"]}),
    (["--do", "happening.war_scare=drawn"], {"do": ["happening.war_scare=drawn"]}),
    (["--without", "economy:flat"], {"without": ["economy"]}),
    (["--without", "general_secretary:elected"], {"without": ["general_secretary:elected"]}),
    (
        ["--do", "happening.war_scare=never", "--without", "policy:ignored", "--without", "cult:unmoved"],
        {"do": ["happening.war_scare=never"], "without": ["policy", "cult:unmoved"]},
    ),
    (
        ["--do", '{"share_power": {"office": "general_secretary", "powers": ["slate"]}}'],
        {"do": ['{"share_power":{"office":"general_secretary","powers":["slate"]}}']},
    ),
]


@pytest.mark.parametrize(("said", "asked"), ASKED)
def test_words_are_the_way_back(said: list[str], asked: dict[str, object]) -> None:
    made = ensemble.changes(USSR, **asked)
    assert words(USSR, made) == said
    again = ensemble.changes(
        USSR,
        do=[said[k + 1] for k, word in enumerate(said) if word == "--do"],
        swap="--swap" in said,
        without=[said[k + 1] for k, word in enumerate(said) if word == "--without"],
    )
    assert again == made
    build(USSR, changes=made)


def test_every_factor_with_every_contrast_comes_back() -> None:
    for factor, one in USSR.document.factors.items():
        for contrast in one.contrasts:
            made = ensemble.changes(USSR, without=[f"{factor}:{contrast}"])
            assert list(made) == one.contrasts[contrast].changes
            assert words(USSR, made) == ["--without", f"{factor}:{contrast}"]


def test_all_factors_hold_together() -> None:
    made = ensemble.changes(USSR, without=list(USSR.document.factors))
    assert len(words(USSR, made)) == 2 * len(USSR.document.factors)
    assert build(USSR, changes=made).changes == made


def test_offices_of_which_only_some_are_swapped_are_said_in_json() -> None:
    gives = (
        {"office": "general_secretary", "contender": "zinoviev", "swap": True},
        {"office": "war_commissar", "contender": "rykov"},
    )
    made = [Change.model_validate({"holder": one}) for one in gives]
    said = words(USSR, made)
    assert "--swap" not in said
    assert list(ensemble.changes(USSR, do=[word for word in said if word != "--do"])) == made


def test_numbers_are_those_of_the_question_alone() -> None:
    made = ensemble.changes(USSR, without=["policy"])
    model = build(USSR, changes=made, set={"partisan": 0.4})
    assert numbers(model) == {"partisan": 0.4}
    assert {"policy_distance", "vote_view", "partisan"} == set(model.numbers)


MISTAKES = [
    ({"do": ["general_secretary"]}, "write it as OFFICE.holder=CONTENDER or happening.ID=YYYY-MM|never|drawn"),
    ({"do": ["general_secretary.holder"]}, "write it as OFFICE.holder=CONTENDER"),
    ({"do": ["general_secretry.holder=zinoviev"]}, "unknown office 'general_secretry'; did you mean 'general_secretary'?"),
    ({"do": ["general_secretary.holdr=zinoviev"]}, "did you mean 'holder'?"),
    ({"do": ["happenin.lenin_death=never"]}, "did you mean 'happening'?"),
    ({"do": ["general_secretary.holder=zinovev"]}, "unknown contender 'zinovev'; did you mean 'zinoviev'?"),
    ({"do": ["general_secretary.holder=molotov"]}, "'molotov' is no contender; contenders are bukharin, kamenev"),
    ({"do": ["general_secretary.holder="]}, "an office is given to a contender: bukharin, kamenev"),
    ({"do": ["general_secretary.holder=nobody"]}, "an office is given to a contender: bukharin, kamenev"),
    ({"do": ["happening.lenin_deth=never"]}, "unknown happening 'lenin_deth'; did you mean 'lenin_death'?"),
    ({"do": ["happening.lenin_death=1925-13"]}, "'1925-13' is no month of the scenario, which runs from 1922-04 to"),
    ({"do": ["happening.lenin_death=1931-01"]}, "'1931-01' is no month of the scenario"),
    ({"do": ["happening.lenin_death="]}, "'' is no month of the scenario"),
    ({"do": ["happening.lenin_death=nevr"]}, "or write never or drawn"),
    ({"do": ["happening.lenin_death=never"], "start": "1925-01"}, "'lenin_death' came in 1924-01, and changes hold from 1925-01"),
    ({"do": ["happening.war_scare=1924-01"], "start": "1925-01"}, "changes hold from 1925-01 on"),
    ({"do": ['{"holder": {"office": "general_secretary"}}']}, "holder.contender: Field required"),
    ({"do": ["{"]}, "Invalid JSON"),
    ({"do": ['{"holder": {"office": "war_commisar", "contender": "rykov"}}']}, "did you mean 'war_commissar'?"),
    ({"start": "1925-13"}, "'1925-13' is no month of the scenario, which runs from 1922-04 to 1930-12"),
    ({"start": "1922-03"}, "'1922-03' is no month of the scenario"),
    ({"start": "January 1925"}, "'January 1925' is no month of the scenario"),
    ({"without": ["ecnomy"]}, "unknown factor 'ecnomy'; did you mean 'economy'?"),
    ({"without": ["economy:flt"]}, "unknown contrast 'flt' of 'economy'; did you mean 'flat'?"),
    ({"without": ["economy:none"]}, "unknown contrast 'none' of 'economy'; there is flat"),
    ({"swap": True}, "--swap says what becomes of an office's holder: give it with --do OFFICE.holder=CONTENDER"),
    ({"swap": True, "do": ["happening.lenin_death=never"]}, "--swap says what becomes of an office's holder"),
    (
        {"do": ["war_commissar.holder=rykov", "war_commissar.holder=tomsky"]},
        "--do 'war_commissar.holder=rykov' and --do 'war_commissar.holder=tomsky' contradict each other: "
        "both change holder war_commissar",
    ),
    ({"do": ["war_commissar.holder=rykov"] * 2}, "ask the same twice: both change holder war_commissar"),
    (
        {"do": ["happening.lenin_death=never", "happening.lenin_death=1925-01"]},
        "contradict each other: both change happening lenin_death",
    ),
    (
        {"do": ["happening.lenin_death=never"], "without": ["chance_events"]},
        "--do 'happening.lenin_death=never' and --without 'chance_events' contradict each other",
    ),
    ({"without": ["economy", "economy"]}, "ask the same twice"),
    (
        {"without": ["general_secretary:joint", "general_secretary:elected"]},
        "contradict each other: both change general_secretary agenda",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "message"), MISTAKES)
def test_a_change_that_cannot_be_asked(asked: dict[str, object], message: str) -> None:
    with pytest.raises(QuestionError) as refused:
        ensemble.changes(USSR, **asked)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def mortal(scenario: Scenario) -> Scenario:
    """A scenario in which Rykov dies in the month in which Frunze did."""
    document = scenario.document
    death = document.happenings["frunze_death"].model_copy(
        update={"effects": [Effect(dies="rykov")], "hazard": Hazard(monthly=0.1)}
    )
    return replace(
        scenario, document=document.model_copy(update={"happenings": {**document.happenings, "frunze_death": death}})
    )


def test_the_dead_are_given_nothing() -> None:
    scenario = mortal(USSR)
    with pytest.raises(QuestionError, match="Alexei Rykov died in 1925-10"):
        ensemble.changes(scenario, do=["war_commissar.holder=rykov"], start="1925-11")
    # In the month of his death he still lives when the office is given.
    assert ensemble.changes(scenario, do=["war_commissar.holder=rykov"], start="1925-10")
    assert ensemble.changes(scenario, do=["war_commissar.holder=tomsky"], start="1925-11")


def test_until_its_month_a_question_changes_nothing() -> None:
    made = ensemble.changes(USSR, do=["general_secretary.holder=rykov"], swap=True, start="1925-02")
    plain, asked = (ensemble.prepare(USSR, changes=c, start=s) for c, s in (((), None), (made, "1925-02")))
    one, other = (ensemble.tell(model, seed=7, number=3) for model in (plain, asked))
    assert [e for e in one.events if e.month < "1925-02"] == [e for e in other.events if e.month < "1925-02"]
    months = [USSR.month_index(month) for month in ("1925-01", "1925-02")]
    office, rykov = (asked.names.offices.index("general_secretary"), asked.names.persons.index("rykov"))
    assert [int(other.months.holders[0, t, office]) == rykov for t in months] == [False, True]
    many = ensemble.run(USSR, histories=5, seed=7, changes=made, start="1925-02")
    assert many.provenance()["from"] == "1925-02"
    assert many.history(3).events == other.events
