"""Sequential Monte Carlo on a problem whose posterior and evidence are known.

A history is two numbers, x = place + a and y = place + a + b, where a and b are its luck of two years, both normal.
Each is on record with a normal error, x by the first date and y by the second. So place, a and b are normal
together, before the record and after it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import pytest

from selectorate.ensemble.priors import Priors
from selectorate.errors import QuestionError
from selectorate.evidence import Prior
from selectorate.inference import smc
from selectorate.inference.smc import Keys, Particles, Sampler, effective, mean_of, resampled
from selectorate.record.batch import Floats

LUCK, ERROR = 0.8, 0.5
RECORD = np.array([1.0, 1.8])
PARTICLES, FIRST, SEEDS = 1000, 8, 16

PRIOR = Priors(("place",), (Prior(normal=[0.0, 1.0]),), np.array([-math.inf]), np.array([math.inf]))


def noise(keys: Keys) -> Floats:
    """A normal number of each key, by Box and Muller from its two halves."""
    first, second = (
        (half.astype(np.float64) + 0.5) / 2.0**32 for half in (keys >> np.uint64(32), keys & np.uint64(2**32 - 1))
    )
    return np.asarray(LUCK * np.sqrt(-2.0 * np.log(first)) * np.cos(2.0 * np.pi * second))


def live(keys: Keys, draws: Floats, months: int) -> Floats:
    """Both numbers; the second is not there before its year is lived."""
    x = draws[:, 0] + noise(keys[:, 0])
    return np.stack([x, x + noise(keys[:, 1]) if months > 12 else np.full(len(x), np.nan)], axis=1)


@dataclass(frozen=True)
class Date:
    """A date by which one or both numbers are judged."""

    months: int
    years: int

    def weigh(self, numbers: Floats) -> Floats:
        away = (numbers[:, : self.years] - RECORD[: self.years]) / ERROR
        return (-0.5 * away**2 - math.log(ERROR * math.sqrt(2 * math.pi))).sum(axis=1)

    def loudest(self, numbers: Floats) -> str:
        return ("x", "y")[self.years - 1]


class Sharp(Date):
    """One that counts for a hundred: it can be judged only little by little."""

    def weigh(self, numbers: Floats) -> Floats:
        return 100.0 * super().weigh(numbers)


class Sharper(Date):
    def weigh(self, numbers: Floats) -> Floats:
        return 10_000.0 * super().weigh(numbers)


DATES = (Date(12, 1), Date(24, 2))


def sampler(seed: int = 7) -> Sampler:
    return Sampler(live, PRIOR, DATES, seed, PARTICLES, FIRST)


def finished(one: Sampler) -> Particles:
    *_, last = one.steps(one.begin())
    return last


def exact() -> tuple[Floats, Floats, float]:
    """Means and covariances of (place, a) after the record, and the log evidence: linear and normal throughout."""
    before = np.diag([1.0, LUCK**2, LUCK**2])
    sees = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
    told = sees @ before @ sees.T + ERROR**2 * np.eye(2)
    gain = before @ sees.T @ np.linalg.inv(told)
    evidence = -0.5 * (RECORD @ np.linalg.inv(told) @ RECORD + np.linalg.slogdet(2 * np.pi * told)[1])
    return (gain @ RECORD)[:2], (before - gain @ sees @ before)[:2, :2], float(evidence)


@pytest.fixture(scope="module")
def runs() -> list[tuple[Sampler, Particles]]:
    return [(one, finished(one)) for one in map(sampler, range(SEEDS))]


def close(values: list[float], expected: float, *, at_least: float) -> bool:
    """Whether the mean over seeds is within four of its own standard errors, which are taken as no smaller than told."""
    error = max(float(np.std(values, ddof=1)), at_least) / math.sqrt(len(values))
    return abs(float(np.mean(values)) - expected) < 4 * error


def test_parameters_are_distributed_as_the_posterior(runs: list[tuple[Sampler, Particles]]) -> None:
    (mean, _), spread, _ = exact()
    assert close([float(last.draws.mean()) for _, last in runs], mean, at_least=0.01)
    assert close([float(last.draws.std()) for _, last in runs], math.sqrt(spread[0, 0]), at_least=0.01)


def test_the_evidence_is_that_of_the_record(runs: list[tuple[Sampler, Particles]]) -> None:
    """Its mean over seeds; that of its exponent is exact, and its spread here a twentieth."""
    assert close(
        [math.exp(last.evidence) for _, last in runs], math.exp(exact()[2]), at_least=0.01 * math.exp(exact()[2])
    )
    assert np.std([last.evidence for _, last in runs]) < 0.25


def test_luck_is_distributed_as_the_posterior(runs: list[tuple[Sampler, Particles]]) -> None:
    """The luck of the first year together with the parameter: means, spreads and how they hang together."""
    (_, mean), spread, _ = exact()
    lucks = [noise(last.keys[:, 0]) for _, last in runs]
    assert close([float(luck.mean()) for luck in lucks], mean, at_least=0.01)
    assert close([float(luck.std()) for luck in lucks], math.sqrt(spread[1, 1]), at_least=0.01)
    together = [float(np.cov(luck, last.draws[:, 0])[0, 1]) for luck, (_, last) in zip(lucks, runs, strict=True)]
    assert close(together, spread[0, 1], at_least=0.01)


def test_what_particles_carry_is_what_their_histories_have() -> None:
    """Keys, parameters and both likelihoods go together through all resampling and moving, after every step."""
    dates = (Sharp(12, 1), Sharp(24, 2))
    one = Sampler(live, PRIOR, dates, 7, 60, FIRST)
    tempered = 0
    for step in one.steps(one.begin()):
        stage = step.stage if step.temper > 0.0 else step.stage - 1
        numbers = live(step.keys, step.draws, dates[stage].months)
        assert step.now == pytest.approx(dates[stage].weigh(numbers))
        if step.temper == 0.0:
            assert step.before == pytest.approx(step.now)
        elif stage > 0:
            tempered += 1
            assert step.before == pytest.approx(dates[stage - 1].weigh(numbers))
    assert tempered > 0


def test_going_on_from_a_step_gives_the_same_bits() -> None:
    one = Sampler(live, PRIOR, (Sharp(12, 1), Sharp(24, 2)), 7, 40, FIRST)
    whole = list(one.steps(one.begin()))
    for start in range(len(whole) - 1):
        again = list(one.steps(whole[start]))
        assert len(again) == len(whole) - start - 1 > 0
        for field in fields(Particles):
            mine, his = (getattr(last[-1], field.name) for last in (whole, again))
            assert np.array_equal(mine, his), field.name


def test_where_all_particles_die_date_and_target_are_named() -> None:
    class Dead(Date):
        def weigh(self, numbers: Floats) -> Floats:
            return np.full(len(numbers), -math.inf) if self.months > 12 else super().weigh(numbers)

    one = Sampler(live, PRIOR, (DATES[0], Dead(24, 2)), 7, 20, FIRST)
    with pytest.raises(
        QuestionError, match="all particles die after 24 months: none can have what the record says of 'y'"
    ):
        finished(one)


def test_tempering_keeps_half_of_those_that_go_on() -> None:
    """A record far away is approached in steps, each with weights that are worth half of the particles that go on."""
    one = Sampler(live, PRIOR, (Sharper(12, 1),), 7, 200, FIRST)
    steps = list(one.steps(one.begin()))
    tempers = [particles.temper for particles in steps]
    assert len(tempers) > 3
    assert tempers[:-1] == sorted(tempers[:-1])
    assert tempers[-1] == 0.0, "the date is judged in full"
    arrived = one.arrived(one.begin(), one.luck(1, 0))
    assert len(arrived.draws) == FIRST * 200
    assert effective(arrived.weights(one.further(arrived))) == pytest.approx(100.0, abs=0.5)
    for before, after in pairwise(steps):
        assert len(after.draws) == len(before.draws) == 200
    assert effective(steps[0].weights(one.further(steps[0]))) == pytest.approx(100.0, abs=0.5)


def test_a_wide_beginning_is_resampled_into_half_and_not_moved_while_enough_count() -> None:
    one = sampler()
    begun = one.begin()
    arrived = one.arrived(begun, one.luck(1, 0))
    first, last = one.steps(begun)
    assert len(first.draws) == FIRST * PARTICLES // 2
    assert set(first.draws[:, 0]) < set(begun.draws[:, 0])
    assert np.array_equal(first.draws, begun.draws[first.roots])
    assert (first.lived, first.moves) == (FIRST * PARTICLES, 0)
    assert first.evidence == pytest.approx(math.log(np.exp(arrived.logs(1.0)).mean()))
    assert first.weights(1.0) == pytest.approx(np.full(len(first.draws), first.evidence))
    assert len(last.draws) == PARTICLES
    assert last.moves > 0
    assert last.weights(1.0) == pytest.approx(np.full(PARTICLES, last.evidence))


def test_draws_are_distributed_as_the_posterior(runs: list[tuple[Sampler, Particles]]) -> None:
    """Of a thousand particles come 3,500 draws: themselves, and what they are each of three times and a half later."""
    (mean, _), spread, _ = exact()
    drawn = [one.drawn(last, 3500) for one, last in runs]
    for (_, last), more in zip(runs, drawn, strict=True):
        assert more.draws.shape == (3500, 1)
        assert np.array_equal(more.draws[:1000], last.draws)
        assert 0.0 < more.accepted < 1.0
        assert more.before == pytest.approx(DATES[-1].weigh(live(more.keys, more.draws, 24)))
    assert close([float(more.draws[1000:].mean()) for more in drawn], mean, at_least=0.01)
    assert close([float(more.draws[1000:].std()) for more in drawn], math.sqrt(spread[0, 0]), at_least=0.01)


def test_where_nothing_is_judged_moves_leave_the_priors_as_they_are() -> None:
    """Every kind of prior, by Kolmogorov and Smirnov: at most one chance in a thousand for each."""

    class Nothing(Date):
        def weigh(self, numbers: Floats) -> Floats:
            return np.zeros(len(numbers))

    kinds = Prior(uniform=[2.0, 5.0]), Prior(normal=[0.0, 1.0]), Prior(lognormal=[2.0, 0.7]), Prior(beta=[2.0, 5.0])
    ends = np.array([[2.0, 5.0], [-0.5, 2.0], [0.0, math.inf], [0.0, 1.0]])
    priors = Priors(("even", "cut", "skew", "share"), kinds, ends[:, 0], ends[:, 1])
    one = Sampler(live, priors, (Nothing(12, 1),), 7, 4000, 1)
    before = one.begin()
    after, luck = before, np.random.default_rng(3)
    for _ in range(12):
        after = one.move(after, before.draws, luck)
    assert (after.draws != before.draws).mean() > 0.99
    known = np.sort(priors.draw(np.random.default_rng(4), 40_000), axis=0)
    for i in range(4):
        places = np.sort(np.searchsorted(known[:, i], after.draws[:, i]) / 40_000)
        assert np.abs(places - (np.arange(4000) + 0.5) / 4000).max() < 1.95 * math.sqrt(1 / 4000 + 1 / 40_000)


def test_means_of_likelihoods() -> None:
    logs = np.array([[0.0, math.log(3.0)], [-math.inf, 0.0], [-800.0, -800.0]])
    assert mean_of(logs) == pytest.approx([math.log(2.0), -math.log(2.0), -800.0])
    assert np.isneginf(mean_of(np.full((1, 3), -math.inf)))


def test_effective_sample_size() -> None:
    assert effective(np.full(5, -900.0)) == pytest.approx(5.0)
    assert effective(np.array([0.0, -math.inf, -math.inf])) == pytest.approx(1.0)
    assert effective(np.full(3, -math.inf)) == 0.0


def test_each_is_drawn_as_often_as_its_weight_to_within_one() -> None:
    luck = np.random.default_rng(7)
    for _ in range(50):
        weights = luck.random(20) ** 4
        with np.errstate(divide="ignore"):
            times = np.bincount(resampled(np.log(weights), 15, luck), minlength=20)
        assert times.sum() == 15
        assert (np.abs(times - 15 * weights / weights.sum()) < 1.0).all()


def test_after_so_many_lives_a_step_moves_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little by little it takes many steps; without lives to spare each of them lives every particle once."""
    one = Sampler(live, PRIOR, (Sharper(12, 1),), 7, PARTICLES, FIRST)
    free = finished(one).lived
    monkeypatch.setattr(smc, "SWEEPS", 0)
    lived = [particles.lived for particles in one.steps(one.begin())]
    begun = FIRST * PARTICLES
    assert [later - earlier for earlier, later in pairwise([begun, *lived])] == [PARTICLES] * len(lived)
    assert lived[-1] < free
