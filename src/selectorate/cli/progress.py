"""How far a run is, on standard error: done of total, rate, and time left."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from selectorate import ensemble


class Bar:
    """A bar that is gone when the run is done; called after every block of histories."""

    def __init__(self) -> None:
        columns = BarColumn(bar_width=30), TextColumn("{task.description}", markup=False)
        self.display = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.display.add_task("", total=None)

    def __enter__(self) -> Bar:
        self.display.start()
        return self

    def __call__(self, progress: ensemble.Progress) -> None:
        """Show how far the run is."""
        self.display.update(self.task, completed=progress.done, total=progress.total, description=str(progress))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.display.stop()
