"""Names and folders, what a scenario says of itself, and its months."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from selectorate import scenario
from selectorate.errors import QuestionError, nearest
from selectorate.scenario import Scenario, load, shipped
from selectorate.scenario.loading import SHIPPED


def test_shipped_scenarios_are_found() -> None:
    assert {"association", "ussr-1922"} <= set(shipped())


def test_the_default_is_declared_in_one_file() -> None:
    assert (SHIPPED / "default").read_text(encoding="utf-8") == "ussr-1922\n"


def test_default_is_loaded() -> None:
    assert load().name == "ussr-1922"


def test_unknown_name_says_the_nearest() -> None:
    with pytest.raises(QuestionError, match=r"no scenario 'usr-1922': .*did you mean 'ussr-1922'\?"):
        load("usr-1922")
    with pytest.raises(QuestionError, match=r"shipped: association, ussr-1922"):
        load("zzz")
    assert nearest("usr-1922", shipped())


def test_folder_by_path_or_text(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(minimal.parent)
    assert load(minimal) == load(str(minimal)) == load("minimal") == load("./minimal")
    monkeypatch.chdir(minimal)
    assert load(".").name == "minimal"


def test_a_shipped_name_is_no_folder_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "association").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load("association").months == 72
    with pytest.raises(QuestionError, match="holds no"):
        load("./association")
    with pytest.raises(QuestionError, match="holds no"):
        load(Path("association"))


@pytest.fixture
def small(minimal: Path) -> Scenario:
    return load(minimal)


def test_months(small: Scenario) -> None:
    assert small.months == 36
    assert small.month_index("2001-01") == 0
    assert small.month_index("2003-12") == 35
    assert small.month_index("1999-12") == -13
    assert [small.month_name(index) for index in (-13, 0, 11, 12, 35)] == [
        "1999-12",
        "2001-01",
        "2001-12",
        "2002-01",
        "2003-12",
    ]
    assert all(small.month_index(small.month_name(index)) == index for index in range(-20, 60))


@pytest.mark.parametrize("month", ["2001", "2001-13", "2001-1", "January", "", "2001-01-01", "٢٠٠١-٠١"])
def test_what_is_no_month(small: Scenario, month: str) -> None:
    with pytest.raises(QuestionError, match="is no month"):
        small.month_index(month)


def test_repr_is_short_and_useful(small: Scenario) -> None:
    assert repr(small) == (
        "<Scenario minimal: A society of three branches; 2001-01 to 2003-12; 2 contenders, 2 others, 3 bodies, "
        f"1 office, 3 units, 2 sessions, 1 happening, 3 parameters, 2 claims; {small.hash[:12]}>"
    )


def test_html_is_self_contained_and_escaped(minimal: Path) -> None:
    path = minimal / "scenario.yaml"
    path.write_text(path.read_text().replace("A society of three branches", "<b>&"))
    page = load(minimal)._repr_html_()
    assert "&lt;b&gt;&amp;" in page
    assert "<b>" not in page
    assert not re.search(r"https?:|src=|href=", page)
    assert load(minimal).hash[:12] in page


def test_scenarios_can_be_compared_and_kept_in_sets(small: Scenario, minimal: Path) -> None:
    assert small == load(minimal)
    before = load(minimal)
    path = minimal / "scenario.yaml"
    path.write_text(path.read_text().replace("name: Ann,", "name: Anna,"))
    assert small != load(minimal)
    assert len({small, before, load(minimal)}) == 2
    assert re.fullmatch("[0-9a-f]{64}", small.hash)


def test_hash_is_the_same_in_another_process() -> None:
    code = "from selectorate.scenario import load; print(load('association').hash)"
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert again == load("association").hash


def test_public_names() -> None:
    assert set(scenario.__all__) == {"Scenario", "load", "load_targets", "schema", "shipped"}
    assert callable(scenario.schema)


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_print_and_load_again(name: str, tmp_path: Path) -> None:
    first = load(name)
    (tmp_path / "one.yaml").write_text(first.written(), encoding="utf-8")
    again = load(tmp_path)
    assert again.hash == first.hash
    assert again.document == first.document
    assert again.written() == first.written()


def test_the_largest_scenario_loads_quickly() -> None:
    load()
    start = time.process_time()
    load()
    assert time.process_time() - start < 1.5
