"""The contracts that come with the package can be broken: each is seen to fail on a kernel or scenario that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selectorate import world as w
from selectorate.scenario import load
from selectorate.simulation import build as building
from selectorate.simulation.build import build
from selectorate.simulation.index import Index
from selectorate.simulation.memory import new_state
from selectorate.testing import (
    ContractError,
    Society,
    check_exchange,
    check_history,
    check_mechanism_off,
    check_permutation,
    check_record,
    check_replay,
    check_strategy,
    plain,
    put,
    society,
)
from selectorate.testing.always import RULES
from selectorate.testing.histories import live_plain, luck
from selectorate.testing.ledger import demand_as_declared, ledger, streams
from selectorate.testing.plain import plain_modules
from selectorate.testing.society import COMMITTEE, CONGRESS
from selectorate.testing.strategy import change_places

CLUB = load(Path(__file__).parents[1] / "societies" / "club")
SMALL = load("association")


@contextmanager
def spoilt(module: str, name: str, spoil: Callable[[Any], Any]) -> Iterator[None]:
    """A function of the plain kernel exchanged for another one wherever it is known."""
    true = getattr(plain(module), name)
    false = spoil(true)
    known = [one for one in plain_modules().values() if vars(one).get(name) is true]
    for one in known:
        setattr(one, name, false)
    try:
        yield
    finally:
        for one in known:
            setattr(one, name, true)


# Layout


def test_a_world_that_follows_the_files_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contenders in the order of the files instead of their luck keys."""
    true = Index.__init__

    def by_file(self: Index, *args: Any, **how: Any) -> None:
        true(self, *args, **how)
        self.contenders = tuple(self.document.contenders)
        self.persons = (*self.contenders, *self.document.people)

    monkeypatch.setattr(Index, "__init__", by_file)
    with pytest.raises(ContractError, match="order"):
        check_permutation(CLUB)


def test_a_world_that_follows_names_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contenders in the order of their names: the same in any files, but another with names exchanged."""
    true = Index.__init__

    def by_name(self: Index, *args: Any, **how: Any) -> None:
        true(self, *args, **how)
        self.contenders = tuple(sorted(self.document.contenders))

    monkeypatch.setattr(Index, "__init__", by_name)
    check_permutation(CLUB)
    with pytest.raises(ContractError, match="exchange"):
        check_exchange(CLUB, "ada", "chen")


def test_a_world_that_reads_the_record_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standing raised by what is claimed in the files."""
    true = building.lay_out

    def told(index: Index, sessions: Any) -> Any:
        worlds = true(index, sessions)
        worlds[0].contenders["standing"] += len(index.document.sources)  # type: ignore[attr-defined]
        return worlds

    monkeypatch.setattr(building, "lay_out", told)
    with pytest.raises(ContractError, match="record"):
        check_record(CLUB)


# Histories


def test_a_history_that_remembers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts of a block that hang on how many histories it holds."""
    from selectorate.testing import contracts

    true = contracts.live

    def remembering(model: Any, keys: Any) -> Any:
        facts = true(model, keys)
        facts.reached[-1] += 1
        return facts

    monkeypatch.setattr(contracts, "live", remembering)
    with pytest.raises(ContractError, match=r"second half|alone"):
        check_replay(SMALL)


def test_plain_bits_that_differ_are_found() -> None:
    check_history(SMALL)
    spoiling = spoilt("mechanisms.sessions", "kept", lambda _: lambda world, state, patron: 0.25)
    with spoiling, pytest.raises(ContractError, match="compiled and uncompiled"):
        check_history(SMALL)


@pytest.mark.parametrize(("stream", "says"), [("VOTE", "does not declare"), ("RETENTION", "both draw RETENTION")])
def test_a_draw_that_is_not_declared_is_found(stream: str, says: str) -> None:
    """Patronage draws turnover from a stream that is another mechanism's."""
    module = plain("mechanisms.patronage")
    before = module.TURNOVER
    module.TURNOVER = streams()[stream]
    model = build(SMALL)
    keys = luck(model, 1)
    try:
        with ledger() as book:
            book.open_years(keys)
            live_plain(model, keys)
    finally:
        module.TURNOVER = before
    with pytest.raises(ContractError, match=says):
        demand_as_declared(book)


def test_a_draw_at_a_bare_key_is_found() -> None:
    with ledger() as book:
        book.open_years(np.array([[7]], np.uint64))
        plain("draws").draw(plain("draws").stream_key(np.uint64(7), 3, 2), 5)
        assert book.drawn.keys() == {(7, 3, 2, 5)}
        with pytest.raises(ContractError, match="not year, month, stream, subject"):
            plain("draws").uniform(plain("draws").stream_key(np.uint64(7), 3, 2))
        with pytest.raises(ContractError, match="not year, month, stream, subject"):
            plain("draws").uniform(np.uint64(99))


# Switches


def test_a_mechanism_that_others_read_when_it_is_off_is_found() -> None:
    """Recruitment that hangs on motions: without them units weigh more from the first month on."""

    def heavier(true: Any) -> Any:
        def recruitment(world: Any, state: Any, month: int) -> None:
            true(world, state, month)
            if world.uses[w.MOTIONS] == 0:
                state.heads["weight"] += 1.0

        return recruitment

    true = plain("mechanisms.recruitment").recruitment
    month = plain("simulation.month")
    month.recruitment = heavier(true)
    try:
        with pytest.raises(ContractError, match="which did nothing yet"):
            check_mechanism_off(CLUB, "motions")
    finally:
        month.recruitment = true


def test_a_mechanism_the_scenario_does_not_use_is_refused() -> None:
    with pytest.raises(ContractError, match="does not use motions"):
        check_mechanism_off(SMALL, "motions")


# Strategies


def favouring(true: Any) -> Any:
    def target(world: Any, state: Any, i: int) -> int:
        chosen = int(true(world, state, i))
        return 0 if chosen > 0 and i != 0 and state.minds[0].leader < 0 else chosen

    return target


def writing(true: Any) -> Any:
    def target(world: Any, state: Any, i: int) -> int:
        state.minds[i].offence += 1.0
        return int(true(world, state, i))

    return target


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (favouring, "hangs on his place"),
        (writing, "writes on the state"),
        (lambda true: lambda world, state, i: i, "cannot open a campaign"),
    ],
)
def test_an_unfair_strategy_is_found(spoil: Callable[[Any], Any], says: str) -> None:
    with spoilt("strategies.balancing", "balancing_target", spoil), pytest.raises(ContractError, match=says):
        check_strategy(CLUB, "balancing")


def test_places_changed_twice_are_as_before() -> None:
    made = society(contenders=4, others=2, units=3, seats=(4, 2, 0), offices=2, axes=2)
    made.seat(COMMITTEE, [0, 3, -1])
    made.take(COMMITTEE, 4, 2)
    made.campaign(1, 3, against=[0], behind=[2])
    made.state.posts["holder"][:2] = 3, 5
    world, state = change_places(made.world, made.state, [2, 0, 3, 1])
    assert state.minds[0].leader == 1
    assert (
        state.following[COMMITTEE, [2, 0, 3, 1, -1]].tolist()
        == made.state.following[COMMITTEE, [0, 1, 2, 3, -1]].tolist()
    )
    assert state.posts["holder"][:2].tolist() == [1, 5]
    assert state.pairs["stance"][2, 0] == 1
    world, state = change_places(world, state, [1, 3, 0, 2])
    assert state.tobytes() == made.state.tobytes()
    assert world.tobytes() == made.world.tobytes()


# What always holds


def healthy() -> Society:
    made = society(others=1, units=2, seats=(4, 3, 2), spare=(1, 0, 0), offices=1, axes=1)
    made.sit((0, [CONGRESS, COMMITTEE], [COMMITTEE], 5))
    made.seat(COMMITTEE, [0, 1])
    made.take(COMMITTEE, 3, -1)
    made.state.delegates[CONGRESS, -1] = 1.0
    made.campaign(1, 0)
    made.rung(w.NOTHING)
    return made


ILLS: dict[str, Callable[[Society], object]] = {
    "recount: a following": lambda made: made.state.following.__setitem__((COMMITTEE, 0), 2),
    "recount: those with a name": lambda made: made.state.named.__setitem__(COMMITTEE, 2),
    "at most one seat": lambda made: made.take(COMMITTEE, 3, -1, candidates=True),
    "no more seats": lambda made: made.world.full.__setitem__((COMMITTEE, 0), 2),
    "dead and the expelled": lambda made: put(made.state.lives[3], alive=0),
    "sum to at most 1": lambda made: made.state.say.__setitem__(slice(0, 2), 0.6),
    "lies between 0 and 1": lambda made: made.head(0, 1, np.nan),
    "to the last bit what a recount gives": lambda made: put(made.state.heads[0], weight=2.0),
    "weaker than the loosest: a seat": lambda made: put(made.state.seats[0], tie=0.5),
    "weaker than the loosest: a person": lambda made: put(made.state.lives[3], patron=2, tie=0.9),
    "takes a side": lambda made: put(made.state.pairs[2, 0], stance=1),
    "is in bits": lambda made: put(made.state.minds[1], behind=4),
    "is in bits: campaigns": lambda made: put(made.state, fronts=2),
    "is finite": lambda made: put(made.state.minds[0], standing=-0.1),
    "is finite: a letter": lambda made: put(made.state, letter_weight=-0.1),
    "parts of a whole: the crisis": lambda made: put(made.state, crisis=1.5),
    "parts of a whole: a grip": lambda made: put(made.state.minds[0], grip=-0.1),
    "stay within -1 and 1: opinion": lambda made: made.state.opinion.__setitem__(0, -1.5),
    "stay within -1 and 1: distances": lambda made: made.state.views.__setitem__((1, 0), 0.5),
    "has not been: a rung": lambda made: made.state.reached.__setitem__((0, 0), 1),
    "has not been: a congress": lambda made: put(made.state, congress_before=0),
    "has not been: a letter": lambda made: put(made.state, letter=w.READ),
}


def broken(made: Society) -> list[str]:
    return [says for says, rule in RULES.items() if not rule(made.world, made.state, 0)]


@pytest.mark.parametrize("name", ILLS)
def test_an_impossible_state_is_found(name: str) -> None:
    made = healthy()
    assert broken(made) == []
    ILLS[name](made)
    (found,) = broken(made)
    assert name.partition(":")[0] in found


def test_every_rule_finds_something() -> None:
    found = set()
    for spoil in ILLS.values():
        made = healthy()
        spoil(made)
        found.update(broken(made))
    assert found == set(RULES)


# The plain twin


def test_the_plain_kernel_leaves_the_compiled_one_alone() -> None:
    import selectorate.draws
    from selectorate.mechanisms import patronage, seats

    assert plain("draws") is not selectorate.draws
    assert hasattr(selectorate.draws.mix, "py_func")
    assert not hasattr(plain("draws").mix, "py_func")
    assert patronage.patron_of is seats.patron_of
    assert plain("mechanisms.patronage").patron_of is plain("mechanisms.seats").patron_of
    assert plain("mechanisms.patronage").patron_of is not seats.patron_of
    assert new_state is __import__("selectorate.simulation.memory", fromlist=["x"]).new_state
