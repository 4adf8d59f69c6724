"""Searching for a history: one at a time, each once, and none for somebody who went away."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from selectorate.studio import histories as room
from selectorate.studio.asking import Shown, Which
from selectorate.studio.histories import Histories
from selectorate.studio.refusing import BusyError


class Searches:
    """In the place of a search: counts how many there are, and how many at once."""

    def __init__(self) -> None:
        self.lock, self.go = threading.Lock(), threading.Event()
        self.made: list[Which] = []
        self.now = self.most = 0

    def __call__(self, _: Shown, which: Which, **__: Any) -> dict[str, Any]:
        with self.lock:
            self.made.append(which)
            self.now += 1
            self.most = max(self.most, self.now)
        if which.find is not None:
            assert self.go.wait(20)
        with self.lock:
            self.now -= 1
        return {"find": which.find, "number": which.number}


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Searches:
    made = Searches()
    monkeypatch.setattr(room, "told", made)
    return made


def test_one_at_a_time_and_the_same_once(searches: Searches, society: Shown) -> None:
    histories = Histories()
    with ThreadPoolExecutor(8) as pool:
        asked = [Which(find=find, number=number) for number, find in enumerate(["typical", "open"] * 4)]
        told = [pool.submit(histories.told, society, which) for which in asked]
        searches.go.set()
        found = [json.loads(one.result()) for one in told]
    assert [one["find"] for one in found] == ["typical", "open"] * 4
    assert searches.most == 1
    assert sorted(str(which.find) for which in searches.made) == ["open", "typical"]


def test_few_wait_and_not_for_long(searches: Searches, society: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    histories = Histories()
    monkeypatch.setattr(room, "PATIENCE", 0.2)
    with ThreadPoolExecutor(room.WAITING + 1) as pool:
        first = pool.submit(histories.told, society, Which(find="typical"))
        while not searches.made:
            pass
        monkeypatch.setattr(room, "PATIENCE", 0.5)
        others = [pool.submit(histories.told, society, Which(find="open", seed=seed)) for seed in range(room.WAITING)]
        while histories.waiting < room.WAITING:
            pass
        with pytest.raises(BusyError, match="ask again"):
            histories.told(society, Which(find="open", seed=99))
        told = json.loads(histories.told(society, Which(number=7)))
        assert told["number"] == 7, "one that is known by its number does not wait"
        for one in others:
            with pytest.raises(BusyError, match="ask again"):
                one.result()
        searches.go.set()
        first.result()
    assert histories.waiting == 0
    assert json.loads(histories.told(society, Which(find="open"))) == {"find": "open", "number": 0}


def test_no_more_are_remembered_than_may(searches: Searches, society: Shown) -> None:
    histories = Histories()
    for number in range(room.REMEMBERED + 5):
        histories.told(society, Which(number=number))
    assert len(histories.known) == room.REMEMBERED
    histories.told(society, Which(number=room.REMEMBERED))
    assert len(searches.made) == room.REMEMBERED + 5
    histories.told(society, Which(number=0))
    assert len(searches.made) == room.REMEMBERED + 6, "the oldest is told again"
    histories.told(society._replace(beside="other"), Which(number=0))
    assert len(searches.made) == room.REMEMBERED + 7, "with other parameters it is another"


@pytest.mark.parametrize("blocks", [0, 2])
def test_nothing_is_lived_for_somebody_who_went_away(society: Shown, blocks: int) -> None:
    histories, asked = Histories(), []

    def gone() -> bool:
        asked.append(True)
        return len(asked) > blocks

    with pytest.raises(BusyError, match="nobody waits"):
        histories.told(society, Which(find="typical", seed=77), gone)
    assert len(asked) == blocks + 1
    assert not histories.known
    assert json.loads(histories.told(society, Which(find="typical", seed=77)))["searched"] == room.LOOKED_THROUGH


def test_too_many_are_told_to_wait(lasting: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAITING", 0)
    refused = lasting.get("/api/scenarios/society/history", params={"find": "typical", "seed": 5})
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "2"
    assert "ask again" in refused.json()["detail"]


def test_a_store_that_cannot_be_is_done_without(society: Shown, tmp_path: Any, settled: Callable[[Any], Any]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    one, other = (Histories(store).told(society, Which(find="open")) for store in (None, str(tmp_path / "file")))
    assert settled(json.loads(one)) == settled(json.loads(other))
