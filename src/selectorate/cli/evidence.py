"""The verb ``evidence``: what rests on what."""

from __future__ import annotations

from selectorate import report
from selectorate.cli.loading import loaded
from selectorate.cli.writing import say_or_json
from selectorate.report.resting import Resting, say_resting
from selectorate.scenario.resting import entry


def evidence(name: str, asked: str | None, *, json: bool) -> None:
    """Print what an entry rests on, what rests on it, and with which sources."""

    def command(scenario: str) -> str:
        return report.evidence_command(name, scenario)

    found, called = loaded(asked, command, json=json)
    say_or_json(Resting(found, entry(found, name), command(called)), say_resting, json=json)
