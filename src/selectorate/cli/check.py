"""The verb ``check``: who chooses whom in a scenario, or what is wrong with it."""

from __future__ import annotations

import sys

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.streams import say, say_json
from selectorate.report.check_text import say_check
from selectorate.report.terminal import shown


def check(name: str | None, *, json: bool) -> None:
    """Print the check of a scenario."""
    scenario, asked = loaded(name, report.check_command, json=json)
    found = report.Check.of(scenario, asked=asked)
    if json:
        say_json(found.document())
    else:
        say(shown(say_check, found, sys.stdout))
