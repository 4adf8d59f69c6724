"""The definitions that the proof of attribution compares with, and intervals that it must refuse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from selectorate.analysis import Estimate, doubt
from verification import attribution
from verification.games import ASKED, KINDS, asked, by_dividends, by_orders, known, population
from verification.proof import Setting

GLOVES = np.array([0, 0, 0, 1, 0, 1, 0, 1], float)
"""One left glove, factor 0, and two right ones."""


def test_definitions_by_hand() -> None:
    np.testing.assert_allclose(by_orders(GLOVES), [2 / 3, 1 / 6, 1 / 6])
    np.testing.assert_allclose(by_dividends(GLOVES), [1 / 2, 1 / 2, -1 / 2])


@pytest.mark.parametrize("name", KINDS)
def test_what_is_known_is_what_the_package_makes_of_the_whole_population(name: str) -> None:
    everything = population(np.random.default_rng(3), KINDS[name])
    found = [one.value if isinstance(one, Estimate) else np.nan for one in asked(everything)]
    assert len(found) == sum(ASKED.values())
    np.testing.assert_allclose(found, known(everything), atol=1e-12)


def test_a_chance_in_the_band_is_accepted_and_one_outside_refused() -> None:
    assert attribution.p_in_band(1_900, 2_000) > 0.5
    assert attribution.p_in_band(1_800, 2_000) < 1e-6
    assert attribution.p_in_band(1_990, 2_000) < 1e-6


def test_intervals_each_for_itself_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubt, "critical_value", lambda influences: doubt.Z)
    failed = attribution.prove(Setting(quick=True, work=tmp_path)).checks.failed()
    assert any(line.startswith("fixed size: 93 to 97 %") for line in failed)
    assert any(line.startswith("stopping rule: 93 to 97 %") for line in failed)
