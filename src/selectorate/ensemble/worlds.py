"""Worlds beside each other: laid out once each, and made from one another by the words in which they differ.

A world of a scenario is a megabyte, of which a contrast changes a few words. So a thousand worlds are kept as one base
and a list of differences, and a thread writes the next into its own room. Of a *game*, 2^n worlds made of n contrasts,
only n differences are kept: world ``number`` has the contrasts of all factors whose bit is not set.

Where parameters come from a posterior, a history has its draw in every world, but for what a world's contrasts set:
that is among the differences, whatever value it has, and what is among the differences of a world is not dealt in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from selectorate import world as w
from selectorate.ensemble.asking import numbers
from selectorate.ensemble.draws import LAYOUT, WORDS, Ints, dealt, places, words
from selectorate.ensemble.luck import Keys, luck
from selectorate.ensemble.prepared import identity, posterior_of, which
from selectorate.ensemble.provenance import changes
from selectorate.errors import QuestionError
from selectorate.parameters import STREAMS
from selectorate.questions import Change
from selectorate.simulation.build import Model, build
from selectorate.simulation.changes import add_act, from_month, parameters
from selectorate.simulation.history import UNDEALT
from selectorate.state import Dealt
from selectorate.structs import Rows, new
from selectorate.world import BAN_WEIGHED, CULT_LENT, LETTER_READ, World

ANEW = 0x5DEECE66D
"""Added to a seed, it is the seed of luck that is drawn anew."""

LATE = (
    ("cult", "parameters", CULT_LENT),
    ("letter_read", "rules", LETTER_READ),
    ("branding", "rules", BAN_WEIGHED),
    ("brand", "parameters", BAN_WEIGHED),
    ("vote_discipline", "parameters", BAN_WEIGHED),
)
"""Fields of `World.late`: where in a world each of them stands, and its bit."""

OPEN = int(LAYOUT.fields["open"][1]) // 8
"""The word of a world that says which late fields are open."""


class Difference(NamedTuple):
    """Where two pairs of worlds differ, in words of eight bytes, and what stands there instead."""

    places: NDArray[np.int64]
    words: NDArray[np.uint64]


@dataclass(frozen=True)
class Twin:
    """How one world, or the luck lived in it, differs from the base.

    Attributes:
        changes: primitives of factors and what-ifs.
        month: the month, counted from the first, in which they come into force; 0: when the base's question begins.
        streams: numbers of the streams of luck that are drawn anew.
        years: calendar years whose luck is drawn anew.
        heads: units, each with a contender whom its head comes to follow in that month; where he does so already, the
            next in the order of luck keys who does not.
        loose: bodies, and offices that head none, whose places fall to contenders at random from that month on.
    """

    changes: tuple[Change, ...] = ()
    month: int = 0
    streams: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    loose: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """All that decides its bits beside the base, as plain data."""
        made = [change.model_dump(exclude_none=True) for change in self.changes]
        luck = {"streams": list(self.streams), "years": list(self.years)}
        places = {"heads": [list(head) for head in self.heads], "loose": list(self.loose)}
        return {"changes": made, "month": self.month, **luck, **places}


class Worlds:
    """A base and the worlds made from it, each known by its number.

    Attributes:
        base: the world as it was.
        count: how many worlds there are.
        late: of a game, the factors whose contrast changes only what is read late, each with its bit (`LATE`).
    """

    def __init__(self, base: Model, asked: Sequence[Twin], *, game: bool = False, happenings: str = "recorded") -> None:
        """``game``: worlds are all sets of twins, else each twin is a world. They are laid out when they are lived.

        Raises:
            QuestionError: twins that change in a later month, of a base that does so itself.
        """
        if base.start is not None and any(twin.month for twin in asked):
            raise QuestionError("a world that changes in a later month has no twin that changes in another")
        self.base, self.asked, self.game, self.happenings = base, tuple(asked), game, happenings
        self.pair, self.alike = _pair(base), len(np.asarray(base.worlds)) == 1
        self.count = 1 << len(asked) if game else len(asked)
        self.late: dict[int, int] = {}
        self.differences: list[Difference] = []
        self.posterior = posterior_of(base)
        self.dealt_at = self._dealt_at()

    def lay_out(self) -> Worlds:
        """Lay out every twin, once.

        Raises:
            QuestionError: a change cannot be made, or two contrasts of a game change the same.
        """
        if not self.differences:
            self.differences = [self._difference(twin) for twin in self.asked]
            if self.game:
                self._check()
                self.late = self._late()
        return self

    def room(self) -> Rows[World]:
        """A pair of worlds for one thread."""
        return cast("Rows[World]", self.pair.copy().view(np.recarray))

    @property
    def kin(self) -> int:
        """Worlds that are lived as one until they can part."""
        return 1 << len(self.late)

    def families(self) -> list[list[int]]:
        """All worlds, those together that are lived as one until they can part, in the order of their rows of facts."""
        bits = sorted(self.late, key=self.late.__getitem__)
        rows = [sum(1 << f for b, f in enumerate(bits) if member >> b & 1) for member in range(self.kin)]
        whole = [number for number in range(self.count) if all(number >> f & 1 for f in bits)]
        return [[number ^ row for row in rows] for number in whole]

    def put_family(self, family: Sequence[int], room: Rows[World]) -> None:
        """Write a family over the world that is in the room: its first, with the fields open in which others differ."""
        self.put(family[0], room)
        if len(family) > 1:
            self._keep_late(room, 0)
            self.put(family[-1], room)
            self._keep_late(room, 1)
            self.put(family[0], room)
            there = _words(room)
            there[OPEN :: there.size // 2] = sum(self.late.values())

    def put(self, number: int, room: Rows[World]) -> None:
        """Write a world over the one that is in the room."""
        there, base = _words(room), _words(self.pair)
        there[OPEN :: there.size // 2] = 0
        for difference in self.differences:
            there[difference.places] = base[difference.places]
        for difference in self._of(number):
            there[difference.places] = difference.words

    def dealt(self, family: Sequence[int], room: Rows[World], draws: Ints) -> Dealt:
        """The parameters of histories that have these draws, over a room in which a family was put (or one world)."""
        if self.posterior is None:
            return UNDEALT
        places, columns = self._dealt_in(family[0])
        if len(family) > 1:
            for side, number in enumerate((family[0], family[-1])):
                late = late_words(side)
                at, of = self._dealt_in(number)
                there = [k for k, place in enumerate(at) if int(place) % WORDS in late]
                more = [int(at[k]) - int(at[k]) % WORDS + late[int(at[k]) % WORDS] for k in there]
                places, columns = np.append(places, np.array(more, np.int64)), np.append(columns, of[there])
        return dealt(room, (places, columns), self.posterior.draws[draws])

    def keys(self, number: int, seed: int, first: int, count: int) -> Keys:
        """The luck of histories in a world."""
        world = self.base.worlds[0]
        keys = luck(world, seed, first, count)
        years = () if self.game else self.asked[number].years
        if years:
            anew, begin = luck(world, (seed + ANEW) % 2**64, first, count), int(world.calendar[0])
            for year in years:
                keys[:, year - begin] = anew[:, year - begin]
        return keys

    def shorten(self, months: int) -> Worlds:
        """Let every history end after so many months: what is read before is the same to the last bit."""
        self.pair["count"]["months"][:] = min(months, int(self.base.worlds[0].count.months))
        return self

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.base.scenario.name

    def shares(self, seed: int, first: int, count: int) -> list[tuple[Worlds, Ints, Ints]]:
        """Of so many histories, those that are lived in these worlds, by their places: all; and the draw of each."""
        return [(self, np.arange(count), which(self.base, seed, first, count))]

    def identity(self) -> dict[str, Any]:
        """All that decides the bits of all worlds beside the kernel, as plain data."""
        base = self.base
        return {
            "scenario_hash": base.scenario.hash,
            "parameters": dict(sorted(base.parameters.items())),
            **identity(base),
            "happenings": self.happenings,
            "changes": changes(base),
            "from": base.start,
            "worlds": self.document(),
        }

    def document(self) -> dict[str, Any]:
        """Which worlds there are beside the base, as plain data."""
        months = int(self.pair[0].count.months)
        return {"game": self.game, "months": months, "twins": [twin.document() for twin in self.asked]}

    def _dealt_at(self) -> tuple[Ints, Ints]:
        """The words of the pair at which a parameter that the base does not set stands, and which one it is."""
        names = self.posterior.names if self.posterior else ()
        at, of = places(self.base, names)
        return (np.append(at, at + WORDS), np.append(of, of)) if self.alike else (at, of)

    def _dealt_in(self, number: int) -> tuple[Ints, Ints]:
        """The same of a world: what none of its contrasts touches."""
        at, of = self.dealt_at
        touched = [difference.places for difference in self._of(number)]
        free = ~np.isin(at, np.concatenate(touched)) if touched else np.ones(len(at), np.bool_)
        return at[free], of[free]

    def _set(self, twin: Twin) -> Ints:
        """The words of the pair at which a twin sets a parameter that histories have a draw of."""
        names = parameters(twin.changes).keys() & set(self.posterior.names if self.posterior else ())
        rows = (0, 1) if twin.month == 0 and self.alike else (1,)
        found = [
            row * WORDS + word
            for name in sorted(names - self.base.numbers.keys())
            for word in words(self.base, name)
            for row in rows
        ]
        return np.array(found, np.int64)

    @staticmethod
    def _keep_late(room: Any, side: int) -> None:
        """Write down how the late fields of the world in the room stand, as one of the two ways."""
        for name, of, _ in LATE:
            room["late"][name][:, side] = room[of][name]

    def _late(self) -> dict[int, int]:
        """The contrasts of a game that change nothing but late fields, each with their bit; one for each bit."""
        found: dict[int, int] = {}
        if int(self.pair[0].rules.until) < int(self.pair[0].count.months):
            return found
        for f, difference in enumerate(self.differences):
            bits = {_bit(int(place) % _words(self.pair[:1]).size) for place in difference.places}
            if len(bits) == 1 and None not in bits and not bits & set(found.values()):
                found[f] = cast("int", bits.pop())
        return found

    def _of(self, number: int) -> list[Difference]:
        if not self.game:
            return [self.differences[number]]
        return [difference for f, difference in enumerate(self.differences) if not number >> f & 1]

    def _difference(self, twin: Twin) -> Difference:
        pair = self.pair.copy().view(np.recarray)
        if twin.changes and twin.month == 0:
            pair = self._laid_out(twin.changes)
        elif twin.changes:
            pair[1] = self._laid_out(twin.changes, self.base.scenario.month_name(twin.month))[1]
            pair[0].rules.until = twin.month
        for stream in twin.streams:
            pair["streams"][:, stream] = stream + STREAMS
        self._act(pair, twin)
        there, base = _words(pair), _words(self.pair)
        differ = np.union1d(np.flatnonzero(there != base), self._set(twin))
        return Difference(differ, there[differ])

    def _act(self, pair: Any, twin: Twin) -> None:
        """Let the second world, from when it takes over, have won heads and made places loose."""
        if not (twin.heads or twin.loose):
            return
        names, after = self.base.names, pair[1]
        pair[0].rules.until = twin.month or from_month(self.base.scenario, self.base.start)
        for unit, contender in twin.heads:
            person = names.contenders.index(contender)
            add_act(after, kind=w.WINS_HEAD, unit=names.units.index(unit), person=person)
        for name in twin.loose:
            if name in names.bodies:
                after.bodies[names.bodies.index(name)].loose = 1
            for o, office in enumerate(names.offices):
                if name in (office, self.base.scenario.document.offices[office].heads):
                    after.offices[o].loose = 1

    def _check(self) -> None:
        """Refuse contrasts that touch the same words, and hold all together against a world laid out with all."""
        places = np.concatenate([difference.places for difference in self.differences])
        room = self.room()
        self.put(0, room)
        changes = tuple(change for twin in self.asked for change in twin.changes)
        if len(np.unique(places)) < len(places) or self._laid_out(changes).tobytes() != room.tobytes():
            raise QuestionError("two contrasts of one game change the same thing, so they make no worlds together")

    def _laid_out(self, more: tuple[Change, ...], start: str | None = None) -> Any:
        """The base's question with more changes."""
        base = self.base
        pair = _pair(
            build(
                base.scenario, set=numbers(base), happenings=self.happenings, changes=(*base.changes, *more),
                start=start or base.start,
            )
        )  # fmt: skip
        pair["count"]["months"] = self.pair["count"]["months"]
        return pair


def _pair(model: Model) -> Any:
    """The worlds of a question, as two: where nothing changes later the second is the first."""
    pair: Any = new(World, rows=2)
    pair[0], pair[1] = model.worlds[0], model.worlds[-1]
    return pair


def _bit(word: int) -> int | None:
    """The bit of the late field at a word of a world, None where there is none."""
    for name, of, bit in LATE:
        inner, start = LAYOUT.fields[of][:2]
        if inner.fields[name][1] + start == 8 * word:
            return bit
    return None


def late_words(side: int) -> dict[int, int]:
    """By the word of each late parameter in a world, the word at which it stands one way or the other (0, 1)."""
    late, start = LAYOUT.fields["late"][:2]
    inner, own = LAYOUT.fields["parameters"][:2]
    row = late.base
    return {
        (own + inner.fields[name][1]) // 8: (start + side * row.itemsize + row.fields[name][1]) // 8
        for name, of, _ in LATE
        if of == "parameters"
    }


def _words(pair: Any) -> NDArray[np.uint64]:
    """A pair of worlds as words, without copying."""
    words: NDArray[np.uint64] = pair.view(np.ndarray).view(np.uint64)
    return words
