"""A room imports only from those below it, and no room is unlisted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECK = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of ``pyproject.toml`` over ``src`` of the folder."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    call = [sys.executable, "-c", CHECK]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _copy(root: Path, folder: Path) -> Path:
    shutil.copy(root / "pyproject.toml", folder)
    shutil.copytree(root / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "scenarios"))
    return folder / "src" / "selectorate"


def test_imports_run_downwards(root: Path) -> None:
    said = _lint(root)
    assert said.returncode == 0, said.stdout + said.stderr


def test_an_unlisted_room_breaks_the_contract(root: Path, tmp_path: Path) -> None:
    (_copy(root, tmp_path) / "utils.py").write_text('"""A room nobody planned."""\n', encoding="utf-8")
    said = _lint(tmp_path)
    assert said.returncode == 1
    assert "selectorate.utils" in said.stdout


def test_an_import_upwards_breaks_the_contract(root: Path, tmp_path: Path) -> None:
    with (_copy(root, tmp_path) / "written.py").open("a", encoding="utf-8") as room:
        room.write("\nimport selectorate.institutions\nimport ruamel.yaml\n")
    said = _lint(tmp_path)
    assert said.returncode == 1
    assert "selectorate.written is not allowed to import selectorate.institutions" in said.stdout
    assert "selectorate.written -> ruamel" in said.stdout
