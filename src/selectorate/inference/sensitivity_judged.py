"""Judged inputs: how far scores, first positions, patrons and affinities may be off, and what follows in a world.

How wide such errors are is itself a judgement, and stands here in one place. In the middle of its range each group
gives the world as it is written.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from selectorate.inference.sensitivity_groups import EDGE, Group, present, word
from selectorate.parameters import TRAITS
from selectorate.record.batch import Floats
from selectorate.simulation.build import Model
from selectorate.simulation.index import Index
from selectorate.simulation.layout_people import trait

SCORE = 0.1
"""A score may be off by so much to either side: a point of a scale of ten."""

VIEW = 0.3
"""A first position may be off by so much to either side, on an axis from -1 to 1."""

STRUCK = 0.5
"""Of the patrons of the start, none to this share may be none."""

AFFINITY = 0.2
"""Standard deviation of an affinity, on a scale from -1 to 1."""

LOOSE = np.array([-1, 0], np.int64).view(np.uint64)
"""Bits of the patron and of the tie of one who owes nobody."""


def judged_groups(model: Model) -> list[Group]:
    """The judged inputs of a scenario, as far as it has them."""
    found = [scores(model), first_positions(model), patrons(model), affinities(model)]
    return [group for group in found if len(group.places)]


def scores(model: Model) -> Group:
    """Scores of contenders, which their traits follow from; one without a score has 0."""
    names, document = model.names.contenders, model.scenario.document
    index = Index(model.scenario, model.parameters, drawn=())
    rules = [name for name in TRAITS if name in document.traits]
    read = sorted({score for name in rules for score in document.traits[name].weights})
    written = np.array([[document.contenders[who].scores.get(score, 0.0) for score in read] for who in names])

    def made(even: Floats) -> Floats:
        values = np.clip(written + SCORE * (2.0 * even.reshape(-1, len(names), len(read)) - 1.0), 0.0, 1.0)
        columns: Any = {score: values[:, :, s] for s, score in enumerate(read)}
        # Term by term as a scenario is laid out, for all contenders of all worlds at once.
        traits = [np.broadcast_to(cast("Any", trait(index, name, columns)), values.shape[:2]) for name in rules]
        return np.stack(traits, axis=2).reshape(len(even), -1)

    where = [word("contenders", i, field=name) for i in range(len(names)) for name in rules if read]
    told = f"each by up to {SCORE:g} to either side, evenly, between 0 and 1"
    return Group("scores", "judged", tuple(read), told, len(names) * len(read), np.array(where, np.int64), made)


def first_positions(model: Model) -> Group:
    """Places of all persons in the policy space at the start."""
    axes = tuple(sorted(model.scenario.document.policy))
    count = len(model.names.persons) * len(axes)
    where = [word("views", q, x) for q in range(len(model.names.persons)) for x in range(len(axes))]
    written = present(model)[where]

    def made(even: Floats) -> Floats:
        return np.clip(written + VIEW * (2.0 * even - 1.0), -1.0, 1.0)

    told = f"each by up to {VIEW:g} to either side, evenly, between -1 and 1"
    return Group("first_positions", "judged", axes, told, count, np.array(where, np.int64), made)


def patrons(model: Model) -> Group:
    """Who owes whom at the start: heads of base units, people of the second rank, and seats without a name.

    First a share is drawn of how many patrons are none, and then which: so they are wrong together, and errors in
    ninety units do not cancel.
    """
    ties = _ties(model)
    where = np.array([place for _, pairs in ties for pair in pairs for place in pair], np.int64)
    whose = np.array([row for row, (_, pairs) in enumerate(ties) for pair in pairs for _ in pair], np.int64)
    written = present(model)[where].view(np.uint64)
    loose = np.tile(LOOSE, len(where) // 2)

    def made(even: Floats) -> Floats:
        struck = even[:, 1:] < STRUCK * even[:, :1]
        return np.where(struck[:, whose], loose, written).view(np.float64)

    told = f"of all, a share between 0 and {STRUCK:g} owe nobody"
    members = tuple(name for name, _ in ties)
    return Group("patrons", "judged", members, told, 1 + len(ties), where, made)


def _ties(model: Model) -> list[tuple[str, list[tuple[int, int]]]]:
    """Whoever owes somebody, and the words of his patron and tie."""
    world, names = model.worlds[0], model.names

    def pair(part: str, row: int) -> tuple[int, int]:
        return word(part, row, field="patron"), word(part, row, field="tie")

    found = [(name, [pair("units", u)]) for u, name in enumerate(names.units) if int(world.units[u].patron) >= 0]
    taken = [s for s in range(int(world.count.seats)) if int(world.seats[s].taken) and int(world.seats[s].patron) >= 0]
    for q in range(len(names.contenders), len(names.persons)):
        if int(world.persons[q].patron) >= 0:
            seats = [pair("seats", s) for s in taken if int(world.seats[s].person) == q]
            found.append((names.persons[q], [pair("persons", q), *seats]))
    nameless = [s for s in taken if int(world.seats[s].person) < 0]
    return found + [(f"{names.bodies[int(world.seats[s].body)]}:{s}", [pair("seats", s)]) for s in nameless]


def affinities(model: Model) -> Group:
    """Affinity of each contender toward each other; where hostility is no matter, none."""
    names = model.names.contenders
    used = "alignment" in model.scenario.document.scenario.mechanisms
    pairs = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j and used]
    where = [word("affinity", i, j) for i, j in pairs]
    written = present(model)[where]

    def made(even: Floats) -> Floats:
        from scipy.special import ndtri  # noqa: PLC0415 - comes with the extra

        return np.asarray(np.clip(written + AFFINITY * ndtri(np.clip(even, EDGE, 1.0 - EDGE)), -1.0, 1.0))

    told = f"each by a normal error with deviation {AFFINITY:g}, between -1 and 1"
    members = tuple(f"{names[i]}-to-{names[j]}" for i, j in pairs)
    return Group("affinities", "judged", members, told, len(pairs), np.array(where, np.int64), made)
