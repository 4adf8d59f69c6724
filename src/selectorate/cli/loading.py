"""A scenario for a verb, or its refusal in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable

import typer

from selectorate import report
from selectorate.cli.streams import say_json
from selectorate.errors import SelectorateError
from selectorate.scenario import Scenario
from selectorate.scenario.loading import SHIPPED


def loaded(name: str | None, command: Callable[[str], str], *, json: bool) -> tuple[Scenario, str]:
    """A valid scenario and the name it was asked for by; with ``json`` a refusal is printed as such."""
    try:
        return report.given(name)
    except SelectorateError as error:
        if not json:
            raise
        asked = name or (SHIPPED / "default").read_text(encoding="utf-8").strip()
        say_json(report.refusal(command(asked), error))
        raise typer.Exit(error.exit_code) from None
