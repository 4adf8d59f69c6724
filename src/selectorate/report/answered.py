"""An answer that is data and no more: it is printed as it was made, whether now or when it was shipped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from selectorate.compiling import kernel_hash
from selectorate.ensemble.posterior import folder
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
        if self.told["scenario_hash"] != self.scenario.hash:
            return "it was made for another scenario"
        return "it was made by another kernel" if self.told["kernel_hash"] != kernel_hash() else None

    def __repr__(self) -> str:
        return plain(self.say, self)


Say = Callable[[Any, Console], None]


def beside(scenario: Scenario, name: str, say: Say | None = None) -> Answered | None:
    """The answer in a file beside a scenario, None where there is no such file."""
    path = folder(scenario) / name if scenario.places else None
    if path is None or not path.is_file():
        return None
    return Answered(scenario, json.loads(path.read_text(encoding="utf-8")), say or _nothing)


def _nothing(answer: Any, console: Console) -> None:
    """Prints nothing: for whoever wants the data alone."""
