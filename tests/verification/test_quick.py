"""The quick version of every proof holds, is written down, and a false law does not hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verification import __main__ as program
from verification import association, ring
from verification.proof import Setting


@pytest.mark.parametrize("name", program.PROOFS)
def test_quick(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([name, "--quick", "--out", str(tmp_path)]) == 0
    assert f"{name:12s} holds" in capsys.readouterr().out
    written = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    assert written["holds"] is True
    assert written["proof"] == name
    assert written["failed"] == []
    assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_a_proof_that_is_not_there_is_a_mistake_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        program.main(["luk"])
    assert refused.value.code == 2
    assert "no proof is called luk" in capsys.readouterr().err


@pytest.mark.parametrize("change", [{"partisan": 0.55}, {"turnover": 0.028}, {"slate": 0.3}, {"retention": 0.4}])
def test_another_law_is_refused(change: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = ring.society_of
    monkeypatch.setattr(association, "society_of", lambda scenario: known(scenario)._replace(**change))
    assert not association.prove(Setting(quick=True, work=tmp_path)).passed
