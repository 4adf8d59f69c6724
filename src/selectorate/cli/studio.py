"""The verb ``studio``: the page on this machine."""

from __future__ import annotations

from pathlib import Path

from selectorate import report
from selectorate.cli.storing import Keeping, opened
from selectorate.cli.streams import bar, compiling, tell
from selectorate.ensemble.store import place
from selectorate.errors import QuestionError
from selectorate.scenario import shipped
from selectorate.studio import address
from selectorate.studio.asking import Shown


def studio(asked: str | None, *, port: int | None, browser: bool, keeping: Keeping) -> None:
    """Show a scenario, and those that ship, until somebody stops it."""
    keeping.check()
    home, name = report.given(asked)
    there = address.listening(port)
    tell(f"The studio is at {address.address(there)} (Ctrl-C stops it)")
    if browser:
        address.show(address.address(there))
    from selectorate.studio.server import serve  # a browser takes as long to start
    from selectorate.studio.shelf import Shelf

    with opened(keeping, quiet=False) as store:
        folder = Path(store.folder if store else place(None)) / "studio"
        kept = str(store.folder) if store else None
    shelf = Shelf({home.name: Shown(home, name)}, {other: other for other in shipped() if other != home.name})
    serve(shelf, there, folder=folder, store=kept, tell=tell)


def again(asked: str | None, *, alone: bool, keeping: Keeping) -> None:
    """Make the answers anew with which a page opens, and write them beside the scenario."""
    from selectorate.cli.shipping import place as beside
    from selectorate.report.whole import opened as written
    from selectorate.studio import shipped as first

    if not alone:
        raise QuestionError("--again makes answers and opens no page: not with --port or --no-browser")
    home, name = report.given(asked)
    path = beside(home, first.FILE, None)
    compiling(quiet=False)
    with opened(keeping, quiet=False) as store, bar(quiet=False) as progress:
        made = first.made(Shown(home, name), store=store, watch=progress)
    data = first.packed(made)
    with written(path) as (file,):
        file.write(data)
    tell(f"What the page opens with: {path}, {len(data):,} bytes")
