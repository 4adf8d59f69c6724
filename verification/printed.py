"""Printed: what the README says that a command prints is what it prints.

What is proved: that each block of the README which names the command that printed it is, to the letter, what the command
prints now: numbers, and the hashes of the scenario and the kernel that gave them.

How: the commands are run anew, with nothing kept, at the width of the blocks; the quick proof does not run them.
`make test` looks at the hashes in the blocks.

How to read the picture: right is no line apart in any row.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = "what the README says is printed is printed"
CAPTION = (
    "Each block of the README that names a command, and how many lines of what it prints now are others. Right: none apart. Wrong: a row "
    "in another colour; the lines are printed below the proof."
)
README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^<!-- printed-by: (.+?) -->\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
WIDTH = 80


def prove(setting: Setting) -> Proof:
    shown, checks, notes, rows = BLOCK.findall(README.read_text(encoding="utf-8")), Checks(), [], []
    checks.holds("the README shows nothing that is printed", bool(shown))
    for command, text in shown:
        said = text if setting.quick else printed(command)
        checks.holds(f"{command} prints something else", said == text)
        apart = list(unified_diff(text.splitlines(), said.splitlines(), "README.md", command, lineterm="", n=0))
        notes += apart
        rows.append([command, f"{len(text.splitlines())} lines", f"{len(apart)} apart"])
    return Proof(
        name="printed",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={"blocks": len(shown), "lines apart": len(notes)},
        picture=pictures.table(
            "What the README says is printed", CAPTION, ["command", "in the README", "printed anew"], rows,
            same=[row[2] == "0 apart" for row in rows],
        ),
        notes=notes,
    )  # fmt: skip


def printed(command: str) -> str:
    """What a command of `selectorate` prints, nothing being kept."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "selectorate", *shlex.split(command)[1:], "--no-store", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            call, env=environment, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
