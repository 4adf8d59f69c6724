"""The law of a society in which nothing happens but the ring, computed exactly, without any simulation.

The society: a chair appoints the heads of N equal branches; an assembly of the heads elects a board of M seats once in
a while; a majority of the board takes the chair. A month with the chair held by h moves each branch by itself: with
probability ``turnover`` it has a new head, who owes h with probability ``partisan`` and nobody otherwise. At an
assembly each seat of the board is kept with probability ``retention``; an open one goes to h's people with probability
``slate``, else to those of the head of a branch drawn evenly. Then a contender with more than half of the board takes
the chair.

Branches are alike but for their patrons, and so are seats. So (holder, branches by patron, seats by patron) is a Markov
chain, and for 3 contenders, 40 branches and 9 seats it has 3 x 12,341 x 220 = 8.1 million states: few enough to carry
the probability of every one. A month's move of the branches is a chain of one-way moves from one patron to another,
each binomial (`holder_moves`), so nothing larger than a sparse matrix is ever needed.

This file reads a scenario's numbers and nothing of the engine; the tests hold it against an enumeration of every branch
and every seat in societies of three.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import gammaln, xlogy

from selectorate.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Society(NamedTuple):
    """What the law depends on; the last entry of ``branches`` and ``board`` counts the unaligned."""

    branches: tuple[int, ...]
    board: tuple[int, ...]
    holder: int
    turnover: float
    partisan: float
    retention: float
    slate: float
    assemblies: tuple[int, ...]
    months: int

    @property
    def contenders(self) -> int:
        """How many contend."""
        return len(self.branches) - 1


class Law(NamedTuple):
    """Probabilities by month t (0 to months), at the month's end, and by assembly g.

    Attributes:
        states: (boards, patrons) seats by patron in each state of the board.
        branches: (t, patrons, N + 1) that so many branches have this patron.
        boards: (g, holders, boards) of the holder and the board after the assembly.
        owned_and_seats: (g, contenders) mean of branches times seats of a contender after the assembly.
    """

    states: Ints
    branches: Floats
    boards: Floats
    owned_and_seats: Floats

    def majority(self) -> NDArray[np.bool_]:
        """Which boards give which contender more than half of the seats: (boards, contenders)."""
        return np.asarray(2 * self.states[:, :-1] > self.states.sum(axis=1)[:, None])

    def holders(self) -> Floats:
        """Who holds the chair after each assembly: (g, contenders)."""
        return np.asarray(self.boards.sum(axis=2))

    def majorities(self) -> Floats:
        """Whose following is more than half of the board: (g, contenders)."""
        return np.asarray(self.boards.sum(axis=1) @ self.majority())

    def captured(self) -> Floats:
        """Who holds both the chair and a majority of the board: (g, contenders)."""
        return np.asarray(np.einsum("ghb,bh->gh", self.boards, self.majority().astype(float)))


def society_of(scenario: Scenario) -> Society:
    """The numbers of a scenario of this kind; ValueError where it does anything that this law does not know."""
    d = scenario.document
    values = {name: float(parameter.value) for name, parameter in d.parameters.items()}
    odd = [name for name in ("careerism", "fief", "formal", "tie_erosion", "purge") if values[name] != 0.0]
    if set(d.scenario.mechanisms) != {"patronage", "sessions"} or odd or len({u.weight for u in d.units.values()}) > 1:
        raise ValueError("only turnover, partisan newcomers and elections by equal branches are known to this law")
    ids = sorted(d.contenders, key=lambda name: d.contenders[name].luck_key)
    [office] = d.offices.values()
    [(_, seats)] = d.bodies[d.scenario.roles.committee].seats.items()
    patrons = [unit.patron for unit in d.units.values()]
    following = d.bodies[d.scenario.roles.committee].following
    owned, seated = [patrons.count(i) for i in ids], [following.get(i, 0) for i in ids]
    return Society(
        branches=(*owned, len(patrons) - sum(owned)),
        board=(*seated, seats - sum(seated)),
        holder=ids.index(str(office.holder)),
        turnover=values["turnover"], partisan=values["partisan"], retention=values["retention"], slate=values["slate"],
        assemblies=tuple(sorted(scenario.month_index(str(s.month)) for s in d.calendar.values())),
        months=scenario.months,
    )  # fmt: skip


def compositions(total: int, parts: int) -> Ints:
    """Every way to write ``total`` as an ordered sum of ``parts`` numbers of 0 or more: (ways, parts)."""
    if parts == 1:
        return np.array([[total]])
    rows = []
    for first in range(total + 1):
        rest = compositions(total - first, parts - 1)
        rows.append(np.column_stack([np.full(len(rest), first), rest]))
    return np.concatenate(rows)


def place(states: Ints) -> Ints:
    """Where a composition stands in ``states``, by all its parts but the last: an array of one axis for each."""
    total = int(states[0].sum())
    table = np.full((total + 1,) * (states.shape[1] - 1), -1)
    table[tuple(states[:, :-1].T)] = np.arange(len(states))
    return table


def binomial(n: Ints, k: int | Ints, p: float) -> Floats:
    """Probability of k successes in n trials."""
    logs = gammaln(n + 1) - gammaln(np.asarray(k) + 1) - gammaln(n - k + 1) + xlogy(k, p) + xlogy(n - k, 1.0 - p)
    return np.asarray(np.exp(logs))


def one_way(states: Ints, source: int, target: int, chance: float) -> csr_array:
    """Each of those with patron ``source`` goes over to ``target`` with a chance, by himself: (to, from)."""
    table, rows, columns, weights = place(states), [], [], []
    for k in range(int(states[:, source].max()) + 1):
        some = np.flatnonzero(states[:, source] >= k)
        moved = states[some].copy()
        moved[:, source] -= k
        moved[:, target] += k
        rows.append(table[tuple(moved[:, :-1].T)])
        columns.append(some)
        weights.append(binomial(states[some, source], k, chance))
    places = (np.concatenate(rows), np.concatenate(columns))
    return csr_array((np.concatenate(weights), places), shape=(len(states), len(states)))


def holder_moves(states: Ints, holder: int, replaced: float, partisan: float) -> list[csr_array]:
    """The move of all branches in a time in which each has a new head with probability ``replaced``, as one-way moves.

    Of one branch: from the holder's to nobody's with a(1 - b) and back with b; from another's to nobody's with a', then
    from what is left to the holder's with b' / (1 - a').
    """
    gained, lost = replaced * partisan, replaced * (1.0 - partisan)
    nobody = states.shape[1] - 1
    moves = [one_way(states, holder, nobody, lost / (1.0 - gained)), one_way(states, nobody, holder, gained)]
    for other in range(nobody):
        if other != holder:
            moves += [one_way(states, other, nobody, lost), one_way(states, other, holder, gained / (1.0 - lost))]
    return moves


def after(moves: list[csr_array], chances: Floats) -> Floats:
    """Probabilities after a chain of moves."""
    for move in moves:
        chances = move @ chances
    return chances


def seat_chances(society: Society, states: Ints, holder: int) -> Floats:
    """Whose people take an open seat of the board, by state of the branches: (branches, patrons)."""
    chances = (1.0 - society.slate) * states / states[0].sum()
    chances[:, holder] += society.slate
    return np.asarray(chances)


def open_seats(boards: Ints, retention: float) -> tuple[Ints, csr_array]:
    """The states of a board with seats open (last part), and the move to them from full boards: (to, from)."""
    seats, patrons = int(boards[0].sum()), boards.shape[1]
    partial = compositions(seats, patrons + 1)
    weights = np.ones((len(partial), len(boards)))
    for patron in range(patrons):
        kept, had = partial[:, [patron]], boards[:, patron][None, :]
        possible = kept <= had
        weights *= np.where(possible, binomial(np.maximum(had, kept), kept, retention), 0.0)
    return partial, csr_array(weights)


def elect(society: Society, states: Ints, boards: Ints, holder: int, chances: Floats) -> Floats:
    """Probabilities (branches, boards) after the assembly has elected the board."""
    partial, opening = open_seats(boards, society.retention)
    opened = (opening @ chances.T).copy()
    wanted = seat_chances(society, states, holder)
    elected = np.zeros((len(boards), len(states)))
    table = place(boards)
    for free in range(int(boards[0].sum()) + 1):
        kept = np.flatnonzero(partial[:, -1] == free)
        for fill in compositions(free, boards.shape[1]):
            ways = np.exp(gammaln(free + 1) - gammaln(fill + 1).sum())
            weight = ways * np.prod(wanted**fill, axis=1)
            targets = table[tuple((partial[kept, :-1] + fill)[:, :-1].T)]
            elected[targets] += opened[kept] * weight
    return elected.T


def take_chair(boards: Ints, joint: Floats) -> Floats:
    """Give the chair to whoever has more than half of the board: ``joint`` is (holders, branches, boards)."""
    taken = np.zeros_like(joint)
    majority = 2 * boards[:, :-1] > boards[0].sum()
    for holder in range(len(joint)):
        held = ~np.delete(majority, holder, axis=1).any(axis=1)
        taken[holder][:, held] += joint[holder][:, held]
        for other in range(len(joint)):
            if other != holder:
                taken[other][:, majority[:, other]] += joint[holder][:, majority[:, other]]
    return taken


def counts(states: Ints, chances: Floats) -> Floats:
    """That so many branches have this patron: (patrons, N + 1)."""
    size = int(states[0].sum()) + 1
    return np.array([np.bincount(column, weights=chances, minlength=size) for column in states.T])


def law_of(society: Society) -> Law:
    """The law of a society, month by month."""
    states = compositions(sum(society.branches), society.contenders + 1)
    boards = compositions(sum(society.board), society.contenders + 1)
    joint = np.zeros((society.contenders, len(states), len(boards)))
    start = place(states)[society.branches[:-1]], place(boards)[society.board[:-1]]
    joint[society.holder][start] = 1.0
    months, after_assembly, products = [], [], []
    holders = range(society.contenders)
    monthly = [holder_moves(states, h, society.turnover, society.partisan) for h in holders]
    spans = pairwise((-1, *society.assemblies))
    for begin, end in spans:
        heads = joint.sum(axis=2)
        for _ in range(begin, end):
            heads = np.array([after(monthly[h], heads[h]) for h in holders])
            months.append(counts(states, heads.sum(axis=0)))
        replaced = 1.0 - (1.0 - society.turnover) ** (end - begin)
        for h in holders:
            moved = after(holder_moves(states, h, replaced, society.partisan), joint[h])
            joint[h] = elect(society, states, boards, h, moved)
        joint = take_chair(boards, joint)
        after_assembly.append(joint.sum(axis=1))
        products.append([states[:, i] @ joint.sum(axis=0) @ boards[:, i] for i in holders])
    heads = joint.sum(axis=2)
    for _ in range(society.assemblies[-1] + 1, society.months):
        heads = np.array([after(monthly[h], heads[h]) for h in holders])
        months.append(counts(states, heads.sum(axis=0)))
    return Law(boards, np.array(months), np.array(after_assembly), np.array(products))
