"""Who chooses the choosers? Institutions whose office-holders choose the people who choose them, run forward.

>>> import selectorate
>>> answer = selectorate.run("association", histories=1000, seed=7)
>>> answer.command
'selectorate run association --histories 1000 --seed 7'
>>> answer.endings.shares()["captured:ada"] > answer.endings.shares()["captured:ben"]
True

In a notebook or at a prompt a scenario, a check, an ensemble and an answer show themselves. What is imported here
is loaded when it is first used, so importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from selectorate._version import __version__

if TYPE_CHECKING:
    from selectorate.ensemble import Ensemble, Event, History, Progress, Store
    from selectorate.errors import OutputError, QuestionError, ScenarioError, SelectorateError
    from selectorate.report import Answer, Check, check, run
    from selectorate.report.compared import Compared
    from selectorate.report.explained import Explained
    from selectorate.report.flowing import Flowing
    from selectorate.report.twinning import compare, explain, flow
    from selectorate.scenario import Scenario, load, shipped

_ROOMS = {
    "selectorate.ensemble": ("Ensemble", "Event", "History", "Progress", "Store"),
    "selectorate.errors": ("OutputError", "QuestionError", "ScenarioError", "SelectorateError"),
    "selectorate.report": ("Answer", "Check", "check", "run"),
    "selectorate.report.compared": ("Compared",),
    "selectorate.report.explained": ("Explained",),
    "selectorate.report.flowing": ("Flowing",),
    "selectorate.report.twinning": ("compare", "explain", "flow"),
    "selectorate.scenario": ("Scenario", "load", "shipped"),
}
_ROOM = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Answer",
    "Check",
    "Compared",
    "Ensemble",
    "Event",
    "Explained",
    "Flowing",
    "History",
    "OutputError",
    "Progress",
    "QuestionError",
    "Scenario",
    "ScenarioError",
    "SelectorateError",
    "Store",
    "__version__",
    "check",
    "compare",
    "explain",
    "flow",
    "load",
    "run",
    "shipped",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_ROOM[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
