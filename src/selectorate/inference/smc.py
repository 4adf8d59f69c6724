"""Sequential Monte Carlo over parameters and yearly luck, date by date.

A particle is a set of parameters and its luck, a key for every year; so a history. At every date (`inference.stages`)
histories are lived up to it and weighed by what the record says by then, in as many tempered steps as the weights bear
(Del Moral, Doucet and Jasra 2006, recalled and not consulted) ::

    target_b = prior(parameters, luck) * L_before^(1 - b) L_now^b,      b from 0 to 1

A fit begins with many times as many particles as it goes on with. While so many of them count as half of those that are
to go on, they are resampled into half as many at each date: what moves would lose here by copying, a wide beginning
keeps, and what lives on has other luck in the years to come. Where no more count, b is chosen so that just as many do,
particles are resampled into those that go on, and every one moves until `ENOUGH` moves are accepted, `MOVES` times at
most, and once where all have moved `SWEEPS` times already; and so in every step after it, and at the last date.

A move draws a few parameters from the prior anew, or takes all of them a step as between two particles of the same step
(ter Braak 2006, recalled and not consulted), mostly with the luck as it was; or it draws luck alone: of all years, of
some year and those after it, or of one. It is accepted with the probability of Metropolis and Hastings, so particles
stay distributed as ``target_b``. The mean weights multiply to the evidence. In the end particles move on, and what they
are after each `BETWEEN` moves is a draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from selectorate.ensemble.priors import Priors
from selectorate.errors import QuestionError
from selectorate.record.batch import Floats, Ints

Keys = NDArray[np.uint64]

FIRST = 400
"""How many times as many particles a fit begins with as it goes on with, where nobody says."""

HALF = 0.5
"""Effective sample size that a step leaves, as a share of the particles that go on."""

MOVES = 30
"""Moves of a particle in a step, at most."""

SWEEPS = 300
"""Moves of all particles, after which a step moves each of them once: no fit takes much longer than most."""

ENOUGH = 6.0
"""Moves of parameters accepted in a step, a particle on average, after which it ends."""

BETWEEN = 10
"""Moves of a particle from one draw to the next, after the last step."""

OWN = ("draws", "keys", "before", "now", "even", "roots")
"""What each particle has of its own."""

SOME = 0.15
"""How often luck is drawn anew with parameters."""

ANEW, STEP, LUCK = range(3)
"""Ways to move: some parameters drawn from the prior anew, all of them a step as between two others, luck alone."""

WAYS = (0.6, 0.2, 0.2)
"""How often each."""

FEW = (1, 2, 4, 8)
"""How many parameters are drawn from the prior anew."""

BISECTIONS = 30


class Lives(Protocol):
    """Lives histories to a date and gives their numbers (k, width)."""

    def __call__(self, keys: Keys, draws: Floats, months: int) -> Floats:
        """Numbers of histories with keys (k, years) and parameters (k, names), lived for so many months."""
        ...


class Judged(Protocol):
    """What a date makes of histories."""

    @property
    def months(self) -> int:
        """How many months are lived."""
        ...

    @property
    def years(self) -> int:
        """How many calendar years have begun by then."""
        ...

    def weigh(self, numbers: Floats) -> Floats:
        """Log likelihood of what is known by this date (k,)."""
        ...

    def loudest(self, numbers: Floats) -> str:
        """What speaks against histories most: the name of a target."""
        ...


@dataclass(frozen=True, eq=False)
class Particles:
    """Parameters and luck, and what became of them.

    Attributes:
        draws: parameters (k, names).
        keys: luck, one key a year (k, years).
        before: log likelihood of each history by what had been judged at the last date (k,).
        now: by what can be judged at this date (k,).
        even: log of the density that they are distributed by, but for the prior (k,): the mean weight is the evidence.
        roots: from which particle of the beginning each descends (k,).
        stage: dates that have been judged.
        temper: how far the next has been.
        step: tempered steps so far.
        evidence: its log so far.
        lived: histories lived so far.
        moves: moves of all particles so far.
        accepted: share of the moves of parameters that were accepted in the last step.
    """

    draws: Floats
    keys: Keys
    before: Floats
    now: Floats
    even: Floats
    roots: Ints
    stage: int = 0
    temper: float = 0.0
    step: int = 0
    evidence: float = 0.0
    lived: int = 0
    moves: int = 0
    accepted: float = 0.0

    def taken(self, which: Ints) -> Particles:
        """Some particles, by number, with repetition."""
        return replace(self, **{name: getattr(self, name)[which] for name in OWN})

    def logs(self, b: float) -> Floats:
        """Log of the tempered target but for the prior (k,); at both ends what is not judged may be impossible."""
        if b in (0.0, 1.0):
            return self.now if b else self.before
        return np.asarray(np.round(b * self.now + (1.0 - b) * self.before, 9))

    def weights(self, b: float) -> Floats:
        """Logs of weights by the tempered target (k,)."""
        return self.logs(b) - self.even


@dataclass(frozen=True, eq=False)
class Sampler:
    """What particles are moved with.

    Attributes:
        live: lives histories.
        priors: of the parameters.
        dates: what each date makes of histories, the last of whole ones.
        seed: of the moves and of the first luck.
        count: particles that go on.
        first: how many times as many begin.
        moves: of each particle in a step, at most.
    """

    live: Lives
    priors: Priors
    dates: Sequence[Judged]
    seed: int
    count: int
    first: int = FIRST
    moves: int = MOVES

    def luck(self, *place: int) -> np.random.Generator:
        """Luck for one place of the algorithm: the same however often it is gone on from."""
        return np.random.Generator(np.random.Philox(np.random.SeedSequence([self.seed, *place])))

    def begin(self) -> Particles:
        """Particles drawn from the prior, with nothing judged."""
        luck, count = self.luck(0), self.first * self.count
        draws = self.priors.draw(luck, count)
        keys = luck.integers(0, 2**64, size=(count, self.dates[-1].years), dtype=np.uint64)
        nothing = np.zeros(count)
        return Particles(draws, keys, nothing, nothing, nothing, np.arange(count))

    def steps(self, particles: Particles) -> Iterator[Particles]:
        """All steps from these particles on, to the last date judged in full.

        Raises:
            QuestionError: no particle has any likelihood left, with the date and what speaks against it most.
        """
        while particles.stage < len(self.dates):
            particles = self.step(particles)
            yield particles

    def step(self, particles: Particles) -> Particles:
        """One step: a date judged a little further, particles resampled, and moved where they are those that go on."""
        luck = self.luck(1, particles.step)
        if particles.temper == 0.0:
            particles = self.arrived(particles, luck)
        further = self.further(particles)
        weights = particles.weights(further)
        evidence = round(float(mean_of(weights[np.newaxis])[0]), 9)
        particles = replace(particles, temper=further, evidence=evidence, step=particles.step + 1)
        last = particles.stage == len(self.dates) - 1
        wide = further == 1.0 and not last and len(weights) // 2 > self.count
        count = len(weights) // 2 if wide else self.count
        particles = particles.taken(resampled(weights, count, luck))
        if not wide:
            particles = self.moved(particles, luck)
        particles = replace(particles, even=particles.logs(further) - evidence)
        if further < 1.0:
            return particles
        return replace(particles, stage=particles.stage + 1, temper=0.0, before=particles.now)

    def arrived(self, particles: Particles, luck: np.random.Generator) -> Particles:
        """Particles lived to the next date, with the luck of years that nobody has lived yet drawn anew."""
        s = particles.stage
        begun = self.dates[s - 1].years if s > 0 else 0
        keys = particles.keys.copy()
        keys[:, begun:] = luck.integers(0, 2**64, size=(len(keys), keys.shape[1] - begun), dtype=np.uint64)
        before, now, numbers = self.judged(keys, particles.draws, s)
        if not np.isfinite(now).any():
            date = self.dates[s]
            raise QuestionError(
                f"all particles die after {date.months} months: none can have what the record says of "
                f"{date.loudest(numbers)!r}"
            )
        return replace(particles, keys=keys, before=before, now=now, lived=particles.lived + len(now))

    def judged(self, keys: Keys, draws: Floats, stage: int) -> tuple[Floats, Floats, Floats]:
        """Log likelihoods at the last date and at this one (k,), and the numbers behind them (k, width)."""
        date = self.dates[stage]
        numbers = self.live(keys, draws, date.months)
        now = date.weigh(numbers)
        return self.dates[stage - 1].weigh(numbers) if stage > 0 else np.zeros_like(now), now, numbers

    def further(self, particles: Particles) -> float:
        """How far a date can be judged so that enough particles still count."""
        wanted = HALF * self.count
        if effective(particles.weights(1.0)) >= wanted:
            return 1.0
        low, high = particles.temper, 1.0
        for _ in range(BISECTIONS):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if effective(particles.weights(middle)) >= wanted else (low, middle)
        return low if low > particles.temper else high

    def moved(self, particles: Particles, luck: np.random.Generator) -> Particles:
        """Particles after some moves each, until enough have been accepted."""
        others = particles.draws
        accepted: list[float] = []
        while len(accepted) < self.moves and sum(accepted) < ENOUGH:
            particles = self.move(particles, others, luck)
            accepted.append(particles.accepted)
            if particles.moves > SWEEPS:
                break
        return replace(particles, accepted=float(np.mean(accepted)))

    def move(self, particles: Particles, others: Floats, luck: np.random.Generator) -> Particles:
        """Particles after one move each; of them what share of the moves of parameters was accepted."""
        s, b = particles.stage, particles.temper
        draws, keys, of_parameters, odds = self.proposed(particles, others, luck)
        before, now, _ = self.judged(keys, draws, s)
        moved = replace(particles, draws=draws, keys=keys, before=before, now=now)
        ratio = moved.logs(b) - particles.logs(b) + odds
        taken = np.log(luck.random(len(ratio))) < ratio
        return replace(
            particles,
            draws=np.where(taken[:, np.newaxis], draws, particles.draws),
            keys=np.where(taken[:, np.newaxis], keys, particles.keys),
            before=np.where(taken, before, particles.before),
            now=np.where(taken, now, particles.now),
            lived=particles.lived + len(now),
            moves=particles.moves + 1,
            accepted=float(taken[of_parameters].mean()) if of_parameters.any() else 0.0,
        )

    def drawn(self, particles: Particles, count: int) -> Particles:
        """So many draws: the particles of the last step, and as they are after each of some moves more."""
        luck, others = self.luck(2), particles.draws
        now = replace(particles, stage=len(self.dates) - 1, temper=1.0, now=particles.before)
        states, accepted = [now], [particles.accepted]
        while len(states) * len(others) < count:
            now = states[-1]
            for _ in range(BETWEEN):
                now = self.move(now, others, luck)
                accepted.append(now.accepted)
            states.append(now)
        whole: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in states])[:count] for name in OWN}
        last = replace(now, **whole, accepted=float(np.mean(accepted[1:] or accepted)))
        return replace(last, before=last.now)

    def proposed(
        self, particles: Particles, others: Floats, luck: np.random.Generator
    ) -> tuple[Floats, Keys, NDArray[np.bool_], Floats]:
        """Where each particle would move, in one of the `WAYS`.

        Returns:
            Parameters, luck, which move in parameters, and by how much more probable the new parameters are before the
            record than the old, in logs; nothing of that where they were drawn from the prior.
        """
        count, names = particles.draws.shape
        way = luck.choice(3, size=(count, 1), p=WAYS)
        order = luck.random((count, names)).argsort(axis=1).argsort(axis=1)
        some = order < np.where(way == ANEW, luck.choice(FEW, size=(count, 1)), names)
        one, other = others[luck.integers(0, len(others), size=(2, count))]
        pace = luck.uniform(0.5, 1.5, size=(count, 1)) * 1.68 / math.sqrt(names)
        stepped = self.priors.folded(particles.draws + pace * (one - other))
        there = np.where(way == ANEW, self.priors.draw(luck, count), stepped)
        draws = np.where(some & (way != LUCK), there, particles.draws)
        odds = self.priors.logs(draws) - self.priors.logs(particles.draws)
        keys = self.renewed(particles, luck, (way[:, 0] == LUCK) | (luck.random(count) < SOME))
        return draws, keys, way[:, 0] != LUCK, np.where(way[:, 0] == ANEW, 0.0, odds)

    def renewed(self, particles: Particles, luck: np.random.Generator, which: NDArray[np.bool_]) -> Keys:
        """The luck of some particles (k,) drawn anew: of all years, of a year and those after it, or of one alone."""
        years, count = self.dates[particles.stage].years, len(which)
        keys, year = particles.keys.copy(), np.arange(years)
        fresh = luck.integers(0, 2**64, size=(count, years), dtype=np.uint64)
        how, one = luck.integers(0, 3, size=(count, 1)), luck.integers(0, years, size=(count, 1))
        anew = np.where(how == 0, True, np.where(how == 1, year >= one, year == one)) & which[:, np.newaxis]
        keys[:, :years] = np.where(anew, fresh, keys[:, :years])
        return keys


def mean_of(logs: Floats) -> Floats:
    """Logs of the means of likelihoods given by their logs (k, lucks): (k,)."""
    top = logs.max(axis=1)
    there = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        # Sums differ in their last bit between processors that add in another order.
        return np.asarray(np.round(there + np.log(np.exp(logs - there[:, np.newaxis]).mean(axis=1)), 9))


def effective(logs: Floats) -> float:
    """The effective sample size of weights given by their logs."""
    top = logs.max()
    if not np.isfinite(top):
        return 0.0
    weights = np.exp(logs - top)
    return float(weights.sum() ** 2 / (weights**2).sum())


def resampled(logs: Floats, count: int, luck: np.random.Generator) -> Ints:
    """Numbers of so many particles drawn by their weights, systematically: each as often as is due, to within one."""
    places = (luck.random() + np.arange(count)) / count
    sums = np.cumsum(np.exp(logs - logs.max()))
    return np.minimum(np.searchsorted(sums / sums[-1], places, side="right"), len(logs) - 1)
