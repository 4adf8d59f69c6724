"""What is said of the package in several files is said alike, and what is built holds all that it needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from selectorate._version import __version__


@pytest.fixture(scope="module")
def citation(root: Path) -> dict[str, object]:
    return YAML(typ="safe", pure=True).load(root / "CITATION.cff")


@pytest.fixture(scope="module")
def codemeta(root: Path) -> dict[str, object]:
    return json.loads((root / "codemeta.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=root, check=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_one_version_everywhere(citation: dict, codemeta: dict) -> None:
    assert citation["version"] == codemeta["version"] == __version__


def test_one_licence_everywhere(root: Path, citation: dict, codemeta: dict) -> None:
    assert citation["license"] == "Apache-2.0"
    assert codemeta["license"].endswith("/Apache-2.0")
    assert 'license = "Apache-2.0"' in (root / "pyproject.toml").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0" in (root / "LICENSE").read_text(encoding="utf-8")


def test_the_citation_has_what_its_format_asks(citation: dict) -> None:
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert all(author["name"] for author in citation["authors"])


def test_the_changelog_speaks_of_results(root: Path) -> None:
    sections = re.split(r"^## ", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert sections[0].startswith("Unreleased")
    assert [section.splitlines()[0] for section in sections if "### Results" not in section] == []


def test_the_wheel_ships_every_file_of_the_package(wheel: set[str], files: list[Path], root: Path) -> None:
    package = {str(path.relative_to(root / "src")) for path in files if path.is_relative_to(root / "src")}
    assert "selectorate/py.typed" in package
    assert package - wheel == set()
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)
