"""Which histories, and whose hands: blocks of histories over threads. The answer never depends on whose.

>>> from selectorate import ensemble, scenario
>>> ensemble.run(scenario.load("association"), histories=100, seed=7)
<Ensemble association: 100 histories, seed 7; 3 contenders, 1 office, 6 sessions; ...>
"""

from __future__ import annotations

from selectorate.ensemble.asking import changes
from selectorate.ensemble.columns import Columns
from selectorate.ensemble.ensemble import Ensemble
from selectorate.ensemble.history import Event, History, demand_draw, replay, tell, tell_draw
from selectorate.ensemble.progress import Progress
from selectorate.ensemble.running import HISTORIES, SEED, prepare, run
from selectorate.ensemble.store import Store

__all__ = [
    "HISTORIES",
    "SEED",
    "Columns",
    "Ensemble",
    "Event",
    "History",
    "Progress",
    "Store",
    "changes",
    "demand_draw",
    "prepare",
    "replay",
    "run",
    "tell",
    "tell_draw",
]
