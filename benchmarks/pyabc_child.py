"""pyabc in an environment of its own: it brings eighty packages that the engine does not need."""

from __future__ import annotations

from typing import Any

from benchmarks.children import HERE, SOURCES, Child, Environment

PYABC = Environment("pyabc", (3, 11))
SMALL = "two unknowns"
"""What the association of `verification.posterior` is called here."""


class PyabcChild(Child):
    """A process that fits one scenario to its record by pyabc, and measures itself.

    Args:
        scenario: its name, or `SMALL`.
    """

    def __init__(self, scenario: str) -> None:
        super().__init__(PYABC, "pyabc_fit.py", scenario, (SOURCES, HERE.parent))

    def fit(
        self, *, seed: int, population: int, generations: int | None, simulations: int | None, exact: bool
    ) -> dict[str, Any]:
        """One fit: draws, weights, simulations, processor seconds, and those of the bare simulation."""
        asked = {"seed": seed, "population": population, "generations": generations, "simulations": simulations}
        return self.ask(asked | {"exact": exact})
