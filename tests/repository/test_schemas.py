"""Each shipped scenario file names its schema, so that an editor can help with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def test_every_shipped_file_names_its_schema(root: Path) -> None:
    files = sorted((root / "src" / "selectorate" / "scenarios").rglob("*.y*ml"))
    folders = {path.parent.name for path in files}
    assert {"ussr-1922", "association"} <= folders
    wrong = []
    for path in files:
        named = NAMED.match(path.read_text(encoding="utf-8"))
        if not named or "$defs" not in json.loads((path.parent / named[1]).read_text(encoding="utf-8")):
            wrong.append(path.name)
    assert wrong == []
