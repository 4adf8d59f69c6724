"""Who reads which number: a mechanism its own, or one of a mechanism without which it cannot be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from selectorate.compiling import PACKAGE
from selectorate.ensemble.worlds import LATE
from selectorate.parameters import CATALOGUE, MECHANISMS, NEEDS

SERVED = {
    "mechanisms/seats.py": "",
    "mechanisms/powers.py": "",
    "mechanisms/acts.py": "",
    "mechanisms/chronicle.py": "",
    "mechanisms/offices.py": "sessions",
    "mechanisms/voting.py": "motions",
    "strategies/__init__.py": "alignment",
    "strategies/balancing.py": "alignment",
    "strategies/self_enforcing.py": "alignment",
}
"""Files that are no mechanism, and the one that they serve alone; none where several do."""

GUARDED = {"patron_doubt": "patronage", "affinity_doubt": "alignment", "cadres": "sanctions"}
"""What the beginning of a history reads where the mechanism is on."""

FILES = sorted(file for room in ("mechanisms", "strategies", "simulation") for file in (PACKAGE / room).glob("*.py"))


def read(file: Path) -> set[str]:
    """Parameters that a file reads."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    attributes = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr in CATALOGUE]
    return {node.attr for node in attributes if ast.unparse(node.value) in ("p", "world.parameters")}


def needed(mechanism: str) -> set[str]:
    """A mechanism, those it needs, and what is always there."""
    found = {mechanism, "always"}
    while more := {need for name in found for need in NEEDS.get(name, ())} - found:
        found |= more
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_numbers_that_are_read_are_there(file: Path) -> None:
    """Where a mechanism is off its numbers are none, so nobody may read them who can be on without it."""
    place = file.relative_to(PACKAGE).as_posix()
    if place == "simulation/history.py":
        assert {name: CATALOGUE[name].mechanism for name in read(file)} == GUARDED
        return
    if place == "simulation/forks.py":
        assert read(file) == {name for name, of, _ in LATE if of == "parameters"}  # they are put there, and not used
        return
    mechanism = file.stem if file.stem in MECHANISMS else SERVED.get(place, "")
    wrong = {
        name: CATALOGUE[name].mechanism for name in read(file) if CATALOGUE[name].mechanism not in needed(mechanism)
    }
    assert wrong == {}


def test_every_number_is_read() -> None:
    everywhere = set().union(*map(read, FILES))
    assert set(CATALOGUE) - everywhere == set()
