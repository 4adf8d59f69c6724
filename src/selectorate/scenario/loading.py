"""From a name or a folder to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from selectorate.errors import QuestionError, ScenarioError, nearest
from selectorate.scenario.check import check
from selectorate.scenario.parts import parts
from selectorate.scenario.reading import Written, read, replace
from selectorate.scenario.resolve import fingerprint, resolve
from selectorate.scenario.scenario import Scenario
from selectorate.scenario.validate import validate
from selectorate.targets import Target

SHIPPED = Path(__file__).parent.parent / "scenarios"
"""The folder of the scenarios that come with the package."""


def shipped() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    return sorted(folder.name for folder in SHIPPED.iterdir() if any(folder.glob("*.yaml")))


def load(scenario: str | Path | None = None) -> Scenario:
    """Read, check and resolve a scenario.

    Args:
        scenario: the name of a shipped scenario, or the path of a folder with ``.yaml`` files; by default the
            scenario named in the package's file ``scenarios/default``.

    Raises:
        ScenarioError: the files say something wrong; every problem has file, line and column.
        QuestionError: there is no such scenario, or its folder cannot be read.

    >>> from selectorate.scenario import load
    >>> load("association").months
    72
    """
    name, folder = _folder(scenario)
    return _made(name, read(folder))


def load_targets(scenario: str | Path | None, file: str | Path) -> dict[str, Target]:
    """Read another record of a scenario: a file with a section ``targets``, checked against the scenario's names.

    Raises:
        ScenarioError: the file says something wrong; every problem has file, line and column.
        QuestionError: there is no such scenario or file.
    """
    name, folder = _folder(scenario)
    path = Path(file)
    if not path.is_file():
        raise QuestionError(f"no record {str(file)!r}: it is a file with a section 'targets'")
    written = read(folder)
    replace(written, "targets", path)
    return _made(name, written).document.targets


def _made(name: str, written: Written) -> Scenario:
    """The scenario that some files say, or all that is wrong with it."""
    valid = validate(written)
    if written.complete:
        valid.found += check(parts(written, valid), valid.found)
    problems = [*written.problems, *(written.places.problem(found) for found in valid.found)]
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))
    document, places = resolve(valid.sections, written.places)
    return Scenario(name=name, document=document, places=places, hash=fingerprint(document))


def _folder(scenario: str | Path | None) -> tuple[str, Path]:
    if scenario is None:
        scenario = (SHIPPED / "default").read_text(encoding="utf-8").strip()
    known = shipped()
    if isinstance(scenario, str) and scenario in known:
        return scenario, SHIPPED / scenario
    folder = Path(scenario)
    try:
        if folder.is_dir():
            return folder.resolve().name, folder
        there = folder.exists()
    except (OSError, ValueError) as error:
        raise QuestionError(f"no scenario {str(scenario)!r}: {error}") from None
    if there:
        raise QuestionError(f"{str(folder)!r} is a file: a scenario is a folder of .yaml files")
    hint = nearest(str(scenario), known) or f"; shipped: {', '.join(known)}"
    raise QuestionError(f"no scenario {str(scenario)!r}: neither a shipped name nor a folder{hint}")
