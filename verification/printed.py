"""Printed: what the README says that a command prints is what it prints.

What is proved: that each block of the README which names the command that printed it is, to the letter, what the command
prints now: numbers, and the hashes of the scenario and the kernel that gave them.

How: the commands are run anew, with nothing kept, at the width of the blocks. `make test` looks at the hashes alone.
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

from verification.proof import Checks, Proof, Setting

CLAIM = "what the README says is printed is printed"
CAPTION = "Blocks of the README beside what their commands print."
README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^<!-- printed-by: (.+?) -->\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
WIDTH = 80


def prove(setting: Setting) -> Proof:
    shown, checks, notes = BLOCK.findall(README.read_text(encoding="utf-8")), Checks(), []
    checks.holds("the README shows nothing that is printed", bool(shown))
    for command, text in [] if setting.quick else shown:
        said = printed(command)
        checks.holds(f"{command} prints something else", said == text)
        notes += list(unified_diff(text.splitlines(), said.splitlines(), "README.md", command, lineterm="", n=0))
    return Proof(
        "printed", CLAIM, CAPTION, checks, {"blocks": len(shown), "lines that differ": len(notes)}, notes=notes
    )


def printed(command: str) -> str:
    """What a command of `selectorate` prints, nothing being kept."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "selectorate", *shlex.split(command)[1:], "--no-store", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            call, env=environment, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
