"""The verb ``studio``: the page on this machine."""

from __future__ import annotations

from pathlib import Path

from selectorate import report
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import tell
from selectorate.ensemble.store import place
from selectorate.scenario import shipped
from selectorate.studio.asking import Shown
from selectorate.studio.server import serve


def studio(asked: str | None, *, port: int | None, browser: bool, keeping: Keeping) -> None:
    """Show a scenario, and those that ship, until somebody stops it."""
    home, name = report.given(asked)
    shown = {home.name: Shown(home, name)}
    shown |= {other: Shown(report.given(other)[0], other) for other in shipped() if other not in shown}
    with opened(keeping, quiet=False) as store:
        folder = Path(store.folder if store else place(None)) / "studio"
        kept = str(store.folder) if store else None
    serve(shown, port=port, browser=browser, folder=folder, store=kept, tell=tell)
