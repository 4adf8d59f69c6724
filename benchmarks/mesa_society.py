"""The society of the scenario `association` as a user of Mesa would write it, from documented parts of its API only.

It runs in an environment of its own, without the engine: a society comes in as a line of JSON, then a line for each
number of histories, and a line goes out with what was kept of them and the processor time they took.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import mesa  # type: ignore[import-not-found]


class Branch(mesa.Agent):  # type: ignore[misc]
    """A branch, whose head may change each month."""

    def __init__(self, model: Association, patron: int) -> None:
        super().__init__(model)
        self.patron = patron

    def step(self) -> None:
        """Let the head change, and the newcomer owe the chair or nobody."""
        if self.random.random() < self.model.turnover:
            self.patron = self.model.chair if self.random.random() < self.model.partisan else self.model.nobody


class Association(mesa.Model):  # type: ignore[misc]
    """One chair, one board, and branches that send the delegates of a yearly assembly."""

    def __init__(self, society: dict[str, Any], rng: int) -> None:
        super().__init__(rng=rng)
        self.nobody: int = society["contenders"]
        self.turnover: float = society["turnover"]
        self.partisan: float = society["partisan"]
        self.retention: float = society["retention"]
        self.slate: float = society["slate"]
        self.sits: list[int] = society["sits"]
        self.board: list[int] = list(society["seat_patron"])
        self.chair: int = society["chair"]
        self.lost = -1
        self.followings: list[list[int]] = []
        patrons = society["unit_patron"]
        Branch.create_agents(self, len(patrons), patron=patrons)

    def step(self) -> None:
        """Live one month."""
        self.agents.do("step")
        if self.sits[self.steps - 1]:
            self.elect_board()
            self.elect_chair()
            self.followings.append(self.following())

    def elect_board(self) -> None:
        """Keep a seat, or fill it from the chair's list or by the delegates."""
        delegates = self.agents.get("patron")
        for seat in range(len(self.board)):
            if self.random.random() >= self.retention:
                listed = self.random.random() < self.slate
                self.board[seat] = self.chair if listed else self.random.choice(delegates)

    def elect_chair(self) -> None:
        """Hand the chair to whoever has more than half of the board."""
        leading, seats = Counter(self.board).most_common(1)[0]
        if leading not in (self.chair, self.nobody) and 2 * seats > len(self.board):
            self.lost = self.steps - 1 if self.lost < 0 else self.lost
            self.chair = leading

    def following(self) -> list[int]:
        """Seats of the board by patron, nobody last."""
        return [self.board.count(patron) for patron in range(self.nobody + 1)]

    def owned(self) -> list[float]:
        """Share of branches by contender."""
        owed = Counter(self.agents.get("patron"))
        return [owed[patron] / len(self.agents) for patron in range(self.nobody)]


def live(society: dict[str, Any], first: int, histories: int) -> dict[str, Any]:
    """What is kept of histories ``first``, ``first + 1`` ..."""
    kept: dict[str, Any] = {name: [] for name in ("following", "final", "holder", "lost", "owned")}
    for seed in range(first, first + histories):
        model = Association(society, rng=seed)
        for _ in range(society["months"]):
            model.step()
        kept["following"].append(model.followings)
        kept["final"].append(model.following())
        kept["holder"].append(model.chair)
        kept["lost"].append(model.lost)
        kept["owned"].append(model.owned())
    return kept


def main() -> None:
    """Answer line by line until nothing more comes."""
    society = json.loads(sys.stdin.readline())
    print(json.dumps({"mesa": mesa.__version__, "python": sys.version.split()[0]}), flush=True)
    lived = 0
    for line in sys.stdin:
        start = time.process_time()
        kept = live(society, lived, int(line))
        kept["seconds"] = time.process_time() - start
        lived += int(line)
        print(json.dumps(kept), flush=True)


if __name__ == "__main__":
    main()
