"""requirements.lock names packages, versions and hashes, no host, and it is what is installed."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ADDRESS = re.compile(r"\w+://|\b(?:index-url|find-links|trusted-host)\b|\s@\s")
"""What a lock must not carry: an address, an index, or a requirement that points at one."""


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(root: Path) -> list[Requirement]:
    text = (root / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    return [Requirement(line.split("--hash")[0].strip()) for line in text.splitlines() if line and line[0] != "#"]


def _asked(project: dict) -> list[Requirement]:
    """Every requirement of pyproject.toml: the package's, its extras' and the build's."""
    extras = project["project"]["optional-dependencies"].values()
    lists = [project["project"]["dependencies"], project["build-system"]["requires"], *extras]
    return [Requirement(text) for texts in lists for text in texts]


def test_locks_carry_no_address(files: list[Path], root: Path) -> None:
    locks = [path for path in files if re.search(r"\.lock$|lock.*\.(json|txt|toml|yaml)$|^\.npmrc$", path.name)]
    assert root / "requirements.lock" in locks
    found = [(path.name, match.group()) for path in locks if (match := ADDRESS.search(path.read_text("utf-8")))]
    assert found == []


@pytest.mark.parametrize(
    "line", ["--index-url x", "numpy @ file", '"resolved": "https://example.org/x.tgz"', "--find-links x"]
)
def test_an_address_would_be_found(line: str) -> None:
    assert ADDRESS.search(line)


def test_every_pin_is_exact_and_hashed(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    loose = [line for line in text.splitlines() if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]
    assert loose == []


def test_everything_asked_for_is_pinned_within_its_bounds(project: dict, pins: list[Requirement]) -> None:
    versions: dict[str, list[str]] = {}
    for pin in pins:
        versions.setdefault(canonicalize_name(pin.name), []).append(next(iter(pin.specifier)).version)
    unmet = [
        str(asked)
        for asked in _asked(project)
        if not (found := versions.get(canonicalize_name(asked.name)))
        or not all(asked.specifier.contains(version, prereleases=True) for version in found)
    ]
    assert unmet == []


def test_the_environment_is_the_locked_one(pins: list[Requirement]) -> None:
    """What tests ran with is what the lock says: otherwise a green run would speak of something else."""
    here = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    other = [
        f"{pin.name}: {importlib.metadata.version(pin.name)} instead of {pin.specifier}"
        for pin in here
        if not pin.specifier.contains(importlib.metadata.version(pin.name), prereleases=True)
    ]
    assert other == []
