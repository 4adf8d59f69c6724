"""Mesa in an environment of its own: its newest version wants a newer Python than the engine does."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.children import Child, Environment
from benchmarks.rounds import Measured
from benchmarks.society import Kept, Society

MESA = Environment("Mesa", (3, 12))
GIVEN = ("months", "contenders", "chair", "turnover", "partisan", "retention", "slate")
TABLES = ("sits", "unit_patron", "seat_patron")


class MesaChild(Child):
    """A process that lives histories of one society in Mesa, and measures itself."""

    def __init__(self, society: Society) -> None:
        given: dict[str, Any] = {name: getattr(society, name) for name in GIVEN}
        super().__init__(MESA, "mesa_society.py", given | {name: getattr(society, name).tolist() for name in TABLES})

    def live(self, histories: int) -> tuple[Kept, Measured]:
        """What is kept of further histories, and the processor seconds they took."""
        answer = self.ask(histories)
        kept = Kept(
            np.array(answer["following"], np.int16),
            np.array(answer["final"], np.int16),
            np.array(answer["holder"], np.int16),
            np.array(answer["lost"], np.int16),
            np.array(answer["owned"], np.float64),
        )
        return kept, Measured(answer["seconds"])
