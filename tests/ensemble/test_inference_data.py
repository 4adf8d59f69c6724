"""A posterior as ArviZ holds it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from selectorate.ensemble.posterior import Posterior
from selectorate.errors import QuestionError

DRAWS = np.array([[0.1, 1.0], [0.2, 2.0], [0.3, 4.0]])
POSTERIOR = Posterior(
    ("slate", "gap"), DRAWS, np.zeros((3, 9), np.uint64), np.array([-5.0, -4.0, -6.0]), "scenario", "kernel"
)


def test_groups_and_variables() -> None:
    found = POSTERIOR.inference_data()
    assert type(found).__name__ == "InferenceData"
    assert found.groups() == ["posterior", "sample_stats"]
    assert dict(found.posterior.sizes) == {"chain": 1, "draw": 3}
    assert found.posterior["gap"].values.tolist() == [[1.0, 2.0, 4.0]]
    assert found.posterior["slate"].values.tolist() == [[0.1, 0.2, 0.3]]
    assert found.sample_stats["lp"].values.tolist() == [[-5.0, -4.0, -6.0]]
    assert (found.posterior.attrs["scenario"], found.posterior.attrs["kernel"]) == ("scenario", "kernel")


def test_the_prior_beside_it() -> None:
    found = POSTERIOR.inference_data(np.arange(10.0).reshape(5, 2))
    assert found.prior["gap"].values.tolist() == [[1.0, 3.0, 5.0, 7.0, 9.0]]
    with pytest.raises(QuestionError, match="a column for each of 2 parameters"):
        POSTERIOR.inference_data(np.zeros((5, 3)))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arviz", None)
    with pytest.raises(QuestionError, match=r'pip install "selectorate\[analysis\]"'):
        POSTERIOR.inference_data()
