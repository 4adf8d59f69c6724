"""Questions that cannot be asked: one line that says what, and what there is instead, before a history is lived."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from selectorate.ensemble import twins
from selectorate.ensemble.job import Job

Call = Callable[..., Result]

REFUSED = {
    "explain association --outcome ''": "unknown ending or outcome ''; there is board_majority:ada, board_majority:ben",
    "explain association --outcome captured": "there is captured:ada, captured:ben, captured:chen",
    "explain association --factor ''": "--factor '': unknown factor ''; there is chair_powers",
    "explain association --factor nobody": "--factor 'nobody': unknown factor 'nobody'; there is chair_powers",
    "explain association --factor chair_powers:none": "unknown contrast 'none' of 'chair_powers'; there is elected",
    "explain association --factor chair_powers:": "unknown contrast '' of 'chair_powers'; there is elected",
    "explain association --factor :elected": "--factor ':elected': unknown factor ''",
    "explain association --without chair_powers": "'chair_powers:elected' changes nothing in the world that is asked about",
    "explain association --set slate=0 --set partisan=0 --within nan": "--within must lie between 0 and 1, not nan",
    "explain association --without chair_powers --without chair_powers:elected": "ask the same twice",
    "explain association --do chair.holder=ben --do chair.holder=chen": "both change holder chair",
    "explain association --swap": "give it with --do OFFICE.holder=CONTENDER",
    "explain association --from 2007-01": "'2007-01' is no month of the scenario, which runs from 2001-01 to 2006-12",
    "explain association --csv ''": "cannot write into '': name a folder",
    "explain association --happenings drawm": "did you mean 'drawn'?",
    "explain ussr-1922 --from 1930-06": "'sole:stalin' is decided at the end of 1929-12: no later change moves it",
    "explain ussr-1922 --outcome sole:molotov": "did you mean",
    "explain ussr-1922 --factor general_secretary:elct": "did you mean 'elected'?",
    "explain ussr-1922 --do orgburo.holder=rykov": "unknown office 'orgburo'; there is",
    "explain ussr-1922 --do general_secretary.holder=lenin": "'lenin' is no contender; contenders are bukharin",
    "explain ussr-1922 --from 1925-01 --do happening.lenin_death=never": "'lenin_death' came in 1924-01",
    "explain ussr-1922 --without economy --without economy:flat": "ask the same twice",
    "explain ussr-1922 --do happening.lenin_death=never --without chance_events": "contradict each other",
    "compare association --from 2003-01": "nothing is changed",
    "compare association --happenings recorded": "nothing is changed",
    "compare association --without chair_power": "did you mean 'chair_powers'?",
    "compare association --do chair.holder=ben --from 2000-12": "'2000-12' is no month of the scenario",
    "compare association --do chair.holder=ben --histories 0": "at least 100 histories",
    "compare association --do chair.holder=ben --store /proc/x": "there can be no store in '/proc/x'",
    "compare ussr-1922 --without general_secretary:joint --without general_secretary:elected": "contradict each other",
    "flow association --histories 100000000000": "histories must be from 1 to 100,000,000",
    "flow association --without chair_power": "did you mean 'chair_powers'?",
    "flow association --do chair.holder=ben --do chair.holder=ben": "ask the same twice",
    "run association --sweep partisan=0:inf:3": "from must lie below to",
    "run association --sweep partisan=nan:1:3": "from must lie below to",
    "run association --sweep partisan=0:1:3:4": "write it as parameter=from:to:points",
    "run association --sweep =0:1:3": "write it as parameter=from:to:points",
    "run association --sweep partisan=0:1:3 --without chair_power": "did you mean 'chair_powers'?",
    "run association --sweep partisan=0:1:3 --from 2010-01": "'2010-01' is no month of the scenario",
    "run association --sweep partisan=0:1:3 --histories 0": "histories must be from 1",
    "replay association --find captured": "there is captured:ada, captured:ben, captured:chen",
    "replay association --twin --from 2003-01": "a twin lives in a changed world",
    "replay association --find typical --threads 0": "threads must be from 1 to 1,024, not 0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_is_lived(monkeypatch: pytest.MonkeyPatch) -> None:
    def lived(*_: object, **__: object) -> None:
        pytest.fail("histories were lived")

    monkeypatch.setattr(Job, "run", lived)
    monkeypatch.setattr(twins, "live_dealt", lived)


@pytest.mark.parametrize("line", REFUSED)
def test_one_line_says_what_is_wrong(call: Call, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = call(*shlex.split(line), "--quiet")
    assert (said.exit_code, said.stdout) == (2, "")
    assert REFUSED[line] in said.stderr
    assert said.stderr.startswith("selectorate: ")
    assert said.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
