"""Where compiled code lies, and that an edit anywhere in the kernel names another place."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from selectorate import compiling
from selectorate.compiling import PACKAGE, cache_folder, kernel_sources

FOLDER = re.compile(r"[0-9a-f]{24}")


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A place in which nobody, root included, can make a folder: it is a file."""
    place = tmp_path / "file"
    place.write_text("", encoding="utf-8")
    return place


def test_it_lies_in_the_installation_whatever_home_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    found = set()
    for home in ("one", "two", None):
        if home:
            monkeypatch.setenv("HOME", str(tmp_path / home))
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home))
        else:
            monkeypatch.delenv("HOME")
            monkeypatch.delenv("XDG_CACHE_HOME")
        found.add(cache_folder())
    (folder,) = found
    assert folder.parent == tmp_path / "prefix" / "var" / "selectorate" / "kernels"
    assert FOLDER.fullmatch(folder.name)
    assert folder.is_dir()
    assert not list(folder.iterdir())
    assert not (tmp_path / "one").exists()


def test_it_falls_back_to_the_cache_of_the_user(nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(nowhere))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder().parent == tmp_path / "home" / ".cache" / "selectorate" / "kernels"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder().parent == tmp_path / "xdg" / "selectorate" / "kernels"


def test_it_falls_back_to_a_folder_of_its_own(nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(nowhere))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for home in (str(nowhere), None):
        if home:
            monkeypatch.setenv("HOME", home)
        else:
            monkeypatch.delenv("HOME")
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        folder = cache_folder()
        assert folder.parent == tmp_path
        assert folder.is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_rights_is_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefix").mkdir(mode=0o500)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder().parent == tmp_path / "xdg" / "selectorate" / "kernels"


def test_the_compiler_of_others_keeps_its_folder() -> None:
    """Caching is turned on for the kernel alone; what numba is told for the rest of the process stays."""
    before = compiling.config.CACHE_DIR

    def twice(x: float) -> float:
        return 2 * x

    compiling.entry(twice)
    assert before == compiling.config.CACHE_DIR


def imported(file: Path) -> set[str]:
    """Modules of the package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("selectorate"):
            found |= {f"{node.module}", *(f"{node.module}.{name.name}" for name in node.names)}
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("selectorate")}
    return found


def test_every_source_of_the_kernel_is_in_its_hash() -> None:
    """All that `simulation.history` imports, directly or not, decides the bits of a history."""
    waiting, needed = {PACKAGE / "simulation" / "history.py"}, set()
    while waiting:
        file = waiting.pop()
        needed.add(file)
        places = [PACKAGE.parent / name.replace(".", "/") for name in imported(file)]
        files = {place.with_suffix(".py") for place in places} | {place / "__init__.py" for place in places}
        waiting |= {file for file in files if file.exists()} - needed - {PACKAGE / "__init__.py"}
    assert needed <= set(kernel_sources())


EDITS = {
    "mechanisms/patronage.py": ("state.few[-1] = usual", "state.few[-1] = 0"),
    "strategies/balancing.py": ("HARMLESS = 0.25", "HARMLESS = 99.0"),
    "draws.py": ("TURNOVER = 2", "TURNOVER = 62"),
    "structs.py": ("np.zeros(rows", "np.zeros(rows + 0"),
    "simulation/month.py": ('"""One month', '"""A month'),
}

NAMED = "from selectorate.compiling import cache_folder, kernel_hash; print(kernel_hash(), cache_folder().name)"

LIVED = """
import hashlib
from selectorate.scenario import load
from selectorate.simulation.build import build
from selectorate.testing.histories import live, luck, parts_of
model = build(load("association"))
facts = live(model, luck(model, 2))
print(hashlib.sha256(b"".join(part.tobytes() for part in parts_of(facts).values())).hexdigest())
"""


def told(package: Path, code: str = NAMED) -> list[str]:
    """What a process says that imports the package from a folder, uncompiled."""
    path = os.pathsep.join([str(package.parent), *filter(None, sys.path)])
    environment = os.environ | {"PYTHONPATH": path, "NUMBA_DISABLE_JIT": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    call = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package to edit."""
    skip = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(PACKAGE, tmp_path_factory.mktemp("copy") / "selectorate", ignore=skip))


@contextmanager
def edited(file: Path, old: str, new: str) -> Iterator[None]:
    """A file with one passage changed for a while."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(text, encoding="utf-8")


def test_an_edit_anywhere_in_the_kernel_names_another_folder(package: Path) -> None:
    before = told(package)
    assert before == [compiling.kernel_hash(), cache_folder().name]
    hashes, folders = {before[0]}, {before[1]}
    for name, (old, new) in EDITS.items():
        with edited(package / name, old, new):
            after = told(package)
        assert FOLDER.fullmatch(after[1])
        hashes.add(after[0])
        folders.add(after[1])
    assert len(hashes) == len(folders) == 1 + len(EDITS)
    assert told(package) == before


def test_an_edit_of_a_mechanism_counts(package: Path) -> None:
    name = "mechanisms/patronage.py"
    before = told(package, LIVED)
    with edited(package / name, *EDITS[name]):
        assert told(package, LIVED) != before


def test_line_ends_are_no_edit(package: Path) -> None:
    """The same text checked out with the line ends of another system is the same kernel."""
    file = package / "mechanisms" / "powers.py"
    text = file.read_bytes()
    file.write_bytes(text.replace(b"\n", b"\r\n"))
    after = told(package)
    file.write_bytes(text)
    assert after[0] == compiling.kernel_hash()
