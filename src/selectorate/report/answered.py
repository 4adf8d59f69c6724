"""An answer that is data and no more: it is printed as it was made, whether now or when it was shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from selectorate._version import __version__
from selectorate.compiling import kernel_hash
from selectorate.ensemble import answers
from selectorate.report.terminal import plain
from selectorate.scenario import Scenario


@dataclass(frozen=True, eq=False, repr=False)
class Answered:
    """What was found, as data.

    Attributes:
        scenario: about which.
        told: the answer; it names the scenario and the kernel that it was made for.
        say: prints it.
    """

    scenario: Scenario
    told: Mapping[str, Any]
    say: Callable[[Any, Console], None]

    def document(self) -> dict[str, Any]:
        """The answer as ``--json`` prints it."""
        return dict(self.told)

    def misfit(self) -> str | None:
        """Why it cannot be used for this scenario, None where it can."""
        return answers.misfit(self.told, self.scenario)

    def __repr__(self) -> str:
        return plain(self.say, self)


Say = Callable[[Any, Console], None]


def beside(scenario: Scenario, name: str, say: Say | None = None) -> Answered | None:
    """The answer in a file beside a scenario, None where there is no such file.

    Raises:
        QuestionError: the file holds no answer.
    """
    told = answers.beside(scenario, name)
    return None if told is None else Answered(scenario, told, say or _nothing)


def head(schema: str, command: str, scenario: Scenario) -> dict[str, Any]:
    """What every answer that can ship begins with: its form, its command, and what it was made for."""
    return {
        "schema": schema,
        "command": command,
        "scenario": scenario.name,
        "scenario_hash": scenario.hash,
        "kernel_hash": kernel_hash(),
        "version": __version__,
    }


def _nothing(answer: Any, console: Console) -> None:
    """Prints nothing: for whoever wants the data alone."""
