"""Every broken scenario of the corpus is refused with exactly the expected lines, and every rule is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from selectorate.errors import ScenarioError
from selectorate.scenario import load
from selectorate.scenario.check import RULES
from selectorate.scenario.parts import parts
from selectorate.scenario.reading import read
from selectorate.scenario.validate import validate

REFUSED = sorted(path for path in (Path(__file__).parent / "refused").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", REFUSED, ids=lambda folder: folder.name)
def test_says_where_and_what(folder: Path, small_catalogue: None) -> None:
    with pytest.raises(ScenarioError) as refused:
        load(folder)
    said = str(refused.value).replace(f"{folder}/", "").splitlines()
    assert said == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_corpus_is_large() -> None:
    assert len(REFUSED) >= 60


def test_every_rule_refuses_something(small_catalogue: None) -> None:
    speaking = set()
    for folder in REFUSED:
        written = read(folder)
        if written.complete:
            known = parts(written, validate(written))
            speaking.update(rule for rule in RULES if any(rule(known)))
    assert speaking == set(RULES)


def test_minimal_breaks_no_rule(minimal: Path) -> None:
    written = read(minimal)
    known = parts(written, validate(written))
    assert [list(rule(known)) for rule in RULES] == [[]] * len(RULES)
