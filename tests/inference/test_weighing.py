"""Weighing: parts of the same bits however they are made, and estimates beside what they estimate."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from selectorate.ensemble.priors import Priors
from selectorate.ensemble.store import Store
from selectorate.inference.weighing import Prior, log_evidence, share
from selectorate.scenario import Scenario


def prior(club: Scenario, seed: int = 3) -> Prior:
    return Prior(club, club.document.targets, seed, sets=12, lucks=4)


def test_a_part_has_the_same_bits_on_any_threads_and_from_the_store(club: Scenario, tmp_path: Path) -> None:
    one = prior(club)
    first = one.part(1)
    assert first.draws.shape == (12, len(Priors.of(club).names))
    assert first.numbers.shape == (48, one.reader.width)
    assert first.verdicts.shape == (48, one.verdict.width)
    with Store(tmp_path) as store:
        others = [one.part(1, threads=2), one.part(1, store=store), one.part(1, store=store)]
        assert (store.counts["computed"], store.counts["read"]) == (1, 1)
    for other in others:
        for mine, his in zip(first, other, strict=True):
            assert np.array_equal(mine, his, equal_nan=True)


def test_parts_and_seeds_are_independent_of_each_other(club: Scenario) -> None:
    drawn = [prior(club, seed).part(part).draws for seed in (3, 4) for part in (0, 1)]
    assert len({one.tobytes() for one in drawn}) == 4


def test_who_leads_by_the_record_is_who_leads_by_the_verdict(ussr: Scenario) -> None:
    one = Prior(ussr, {"winner": ussr.document.targets["winner"]}, 3, sets=10, lucks=4)
    lot, verdict = one.part(0), one.verdict
    stalin = verdict.held(lot.verdicts, "sole:stalin")
    assert 0 < stalin.sum() < 40
    assert lot.numbers[:, 0].tolist() == stalin.astype(float).tolist()
    held = np.stack([verdict.held(lot.verdicts, said.id) for said in verdict.endings])
    assert (held.sum(axis=0) == 1).all(), "every history has one ending"


def test_log_evidence_by_hand() -> None:
    """Parts with mean likelihoods 1, 2 and 3: their mean is 2, with an error of 1 / sqrt(3), half of that as a share."""
    parts = [np.log(np.array([0.5, 1.5])), np.log(np.array([2.0, 2.0])), np.log(np.array([1.0, 5.0]))]
    found = log_evidence([part - 700.0 for part in parts])
    assert found.value == pytest.approx(math.log(2.0) - 700.0)
    assert found.error == pytest.approx(1.0 / math.sqrt(3.0) / 2.0)
    with pytest.raises(ValueError, match="two parts"):
        log_evidence(parts[:1])


def test_a_share_by_hand() -> None:
    """Weights 1, 1 | 2, 0 with the outcome in the first and third: 3 of 4; without a part it is 1 of 1 or 1 of 2."""
    logs = [np.log(np.array([1.0, 1.0])), np.array([math.log(2.0), -math.inf])]
    found = share(logs, [np.array([1.0, 0.0]), np.array([1.0, 0.0])])
    assert found.value == pytest.approx(0.75)
    assert found.error == pytest.approx(math.sqrt(0.5 * 2 * 0.25**2))


def test_evidence_and_error_are_those_of_known_weights() -> None:
    """Log normal weights of deviation 1: the mean is exp(1/2), and intervals of two errors hold it nearly always."""
    luck, held = np.random.default_rng(5), []
    for _ in range(200):
        found = log_evidence(list(luck.normal(size=(10, 400))))
        held.append(abs(found.value - 0.5) < 2 * found.error)
    assert 0.87 < np.mean(held) < 0.97
