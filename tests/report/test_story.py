"""The events of a month in few lines, the record beside them, and how things stand."""

from __future__ import annotations

from typing import Any

import pytest

from selectorate import analysis, ensemble
from selectorate.ensemble import Event, History
from selectorate.ensemble.telling import KINDS, VOTES, Teller
from selectorate.report.bearings import Bearings, monthly, seats
from selectorate.report.beside import Recorded, recorded
from selectorate.report.replaying import Replay
from selectorate.report.story import REASONS, VOTE_TERMS, Story, because
from selectorate.scenario import load
from selectorate.world import REASONS as KERNEL_REASONS
from selectorate.world import TERMS

USSR = load("ussr-1922")


@pytest.fixture(scope="module")
def told() -> History:
    return ensemble.tell(ensemble.prepare(USSR, seed=7), seed=7, number=2)


@pytest.fixture(scope="module")
def story(told: History) -> Story:
    return Story(Teller(told.model, surnames=True))


def event(kind: str, who: str | None = None, whom: str | None = None, where: str | None = None, **parts: Any) -> Event:
    votes = {"votes_for": 0, "votes_against": 0, "carried": False, "text": ""} | parts
    return Event("1925-12", kind, who, whom, where, **votes)


def test_every_term_has_its_words() -> None:
    assert tuple(VOTE_TERMS) == TERMS
    assert tuple(REASONS) == KERNEL_REASONS


def test_every_kind_of_event_is_told(told: History, story: Story) -> None:
    """No kind is lost, and every event of a history is in some line of its month."""
    for kind in KINDS.values():
        place = story.teller.places.get(kind)
        where = place[0][0] if place and place[0] else "kept" if kind == "letter" else None
        line = story.lines([event(kind, "stalin", "trotsky", where, motion=0, number=1)])
        assert len(line) == 1
        assert line[0]
    for month in {one.month for one in told.events}:
        events = [one for one in told.events if one.month == month]
        lines = story.lines(events)
        assert 0 < len(lines) <= len(events)
        for one in events:
            assert any(story.name(one.who or one.whom) in line for line in lines) or not (one.who or one.whom)
            tally = f"{one.votes_for:,} to {one.votes_against:,}"
            assert one.kind != "voted" or any(tally in line for line in lines)


def test_small_events_come_together(story: Story) -> None:
    assert story.lines(
        [
            event("elected", "kirov", where="politburo"),
            event("elected", "molotov", where="orgburo"),
            event("elected", "kalinin", where="politburo"),
            event("honoured", "stalin"),
            event("honoured", "kamenev"),
            event("fought", "trotsky", "stalin"),
            event("fought", "zinoviev", "stalin"),
            event("fought", "rykov"),
            event("closed", whom="trotsky"),
            event("closed", whom="rykov"),
            event("defected", "kirov", "stalin"),
            event("defected", "radek", "trotsky"),
            event("defected", "kalinin", "stalin"),
            event("recanted", "zinoviev"),
            event("recanted", "kamenev"),
        ]
    ) == [
        "New members: Politburo: Kirov and Kalinin; Orgburo: Molotov",
        "Seen at the founder's grave: Stalin and Kamenev",
        "Trotsky and Zinoviev fight in the open against Stalin",
        "Rykov fights in the open",
        "The campaigns against Trotsky and Rykov end",
        "Kirov and Kalinin go over to Stalin",
        "Radek goes over to Trotsky",
        "Zinoviev and Kamenev recant and are members again",
    ]


def test_who_leans_on_whom(story: Story) -> None:
    assert story.lines(
        [
            event("parted", "stalin", "kamenev"),
            event("allied", "stalin", "rykov"),
            event("allied", "tomsky", "stalin"),
            event("allied", "bukharin", "stalin"),
            event("parted", "zinoviev", "trotsky"),
        ]
    ) == [
        "Stalin leans on Rykov, no longer on Kamenev; Tomsky and Bukharin lean on Stalin; Zinoviev leans on Trotsky no more"
    ]


def test_offices_change_hands(story: Story) -> None:
    office = "trade_union_head"
    left, took = event("left_office", "tomsky", where=office), event("took_office", "kirov", where=office)
    assert story.lines([left, took]) == ["Office of Head of the trade unions: from Tomsky to Kirov"]
    assert story.lines([left]) == ["Office of Head of the trade unions: Tomsky loses it"]
    assert story.lines([took]) == ["Office of Head of the trade unions: Kirov takes it"]


def test_a_vote_swallows_the_rung_it_brought(told: History, story: Story) -> None:
    world, names = told.model.worlds[0], told.model.names
    motion = next(m for m in range(int(world.count.motions)) if float(world.motions[m].threshold) > 0.6)
    rung = names.rungs[int(world.motions[motion].rung)]
    terms = dict.fromkeys(TERMS, 0.0) | {"tie": 60.0, "standing": -10.5, "luck": 0.5, "fear": 8.0}
    vote = event("voted", "stalin", "trotsky", rung, votes_for=129, votes_against=71, terms=terms, motion=motion)
    brought, other = event("reached", "trotsky", "stalin", rung), event("reached", "zinoviev", None, rung)
    assert story.lines([vote._replace(carried=True), brought, other]) == [
        "Stalin moves against Trotsky: Off the Central Committee. Central Committee and Central Control Commission, "
        "129 to 71, carried, 67 % needed (ties to patrons +60, standing -10, fear of those who appoint +8)",
        "Zinoviev: Off the Central Committee",
    ]
    few = vote._replace(votes_for=60, votes_against=30)
    assert ", 60 to 30, lost, 67 % needed (ties to patrons +60.0, standing -10.5," in story.lines([few])[0]


def test_new_members_come_after_what_made_room(told: History, story: Story) -> None:
    world, names = told.model.worlds[0], told.model.names
    motion = next(m for m in range(int(world.count.motions)) if world.motions[m].renewal)
    terms = dict.fromkeys(TERMS, 0.0) | {"reluctance": 20.74, "standing": -11.0, "tie": 5.0}
    rung = names.rungs[int(world.motions[motion].rung)]
    off = event(
        "voted", "rykov", "zinoviev", rung, votes_for=62, votes_against=1, carried=True, terms=terms, motion=motion
    )
    first, then = (event("elected", who, where=body) for who, body in (("kirov", "orgburo"), ("molotov", "politburo")))
    assert story.lines([first, off, event("reached", "zinoviev", "rykov", rung), then]) == [
        "Rykov moves against Zinoviev: Off the Politburo. Central Committee, his seat up for election, 62 to 1, carried "
        "(re-election +20.7, standing -11.0, ties to patrons +5.0)",
        "New members: Orgburo: Kirov; Politburo: Molotov",
    ]


def test_a_campaign_has_its_reasons_in_words(story: Story) -> None:
    reasons = {"threat": 0.97, "affinity": -0.89, "collective": 0.18, "policy": 0.04}
    assert story.lines(
        [event("opened", "zinoviev", "kamenev", terms=reasons), event("opened", "zinoviev", "rykov")]
    ) == [
        "Zinoviev opens campaigns against Kamenev (above all his power +0.97; then his power above all others' +0.18; "
        "in spite of liking -0.89) and Rykov"
    ]
    assert because({"policy": 0.05}) == because({}) == ""


def test_a_division_says_who_was_with_whom(story: Story) -> None:
    terms = dict.fromkeys(TERMS, 0.0) | {"tie": 100.0}
    said = story.lines(
        [event("divided", "stalin", "trotsky", "congress", votes_for=1173, votes_against=95, terms=terms)]
    )
    assert said[0].startswith(
        "Party congress, division over Trotsky: 1,173 with Stalin, 95 with Trotsky (ties to patrons +100,"
    )


def test_the_record_by_month() -> None:
    record = recorded(USSR)
    assert "ev_oct1923_plenum" in record["1923-10"].events
    assert ("trotsky", "censured") in record["1923-10"].removals
    # What took several months counts in that of its last day; what came before the start is not there.
    assert "ev_georgian_affair" in record["1922-12"].events
    assert not any("ev_faction_ban" in month.events for month in record.values())
    dated = {
        name for name, one in USSR.document.events.items() if "1922-04" <= (one.until or one.date)[:7] <= "1930-12"
    }
    assert {name for month in record.values() for name in month.events} == dated
    rows = [pair for month in record.values() for pair in month.removals]
    assert sorted(rows) == sorted((row.contender, row.rung) for row in USSR.document.record.removals)
    assert list(record) == sorted(record)


def test_the_record_in_words(story: Story) -> None:
    record = recorded(USSR)
    assert record["1923-10"].lines(story.teller)[-2:] == [
        "CC and CCC together condemn Trotsky and the forty-six (25 to 27 October): 102 to 2, 10 abstaining",
        "Trotsky: Censured by a vote",
    ]
    assert record["1929-04"].lines(story.teller)[0].endswith("(16 to 23 April): 13 against, of 313")
    assert "Zinoviev, Kamenev and Stalin draw together (December 1922 to April)" in record["1923-04"].lines(
        story.teller
    )
    assert Recorded({}, []).lines(story.teller) == []


def test_how_things_stand_month_by_month(told: History) -> None:
    found = monthly(told)
    assert [month["month"] for month in found] == [USSR.month_name(t) for t in range(USSR.months)]
    world = told.model.worlds[0]
    for t, month in enumerate(found):
        assert sum(month["committee"].values()) <= int(world.full[int(world.rules.committee), t])
        assert month["committee"] == seats(told, t, 0)
        assert set(month["line"]) == set(month["opinion"]) == set(USSR.document.policy)
        assert all(-1.0 <= place <= 1.0 for place in (*month["line"].values(), *month["economy"].values()))
        assert set(month["holders"]) == set(USSR.document.offices)
    assert found[0]["holders"]["general_secretary"] == "stalin"
    assert found[0]["presidium"]["trotsky"] == 1


def test_it_is_said_sparingly(told: History) -> None:
    bearings = Bearings(told, Teller(told.model, surnames=True))
    lines = [bearings.line(t) for t in range(USSR.months)]
    assert lines[0]
    assert all(
        part in lines[0] for part in ("Central Committee: Stalin ", "Politburo: ", "line in force: ", "economy: ")
    )
    assert sum(line is not None for line in lines) <= 30
    assert "-0.0" not in " ".join(line or "" for line in lines)


def test_all_together(told: History) -> None:
    replay = Replay(told, "ussr-1922", 7, "recorded")
    months = [month.month for month in replay.months()]
    assert months == sorted(set(months))
    assert set(recorded(USSR)) <= set(months)
    text = repr(replay)
    assert f"  = Read here: {analysis.ending(told).title[:20]}" in text
    assert "winner" not in text
    document = replay.document()
    assert [e["text"] for e in document["events"]] == [e.text for e in told.events]
    votes = [e for e in document["events"] if e["kind"] in VOTES]
    assert all(set(vote["terms"]) == set(TERMS) for vote in votes)
