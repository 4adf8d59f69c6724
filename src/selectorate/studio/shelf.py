"""The scenarios of a studio, read when they are first asked for, and anew when their files have changed.

A file that is changed while the studio is open counts from the next request on: what was asked before was asked of
another scenario, by its hash. If it is wrong, that scenario is refused with every place until it is put right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock

from selectorate.ensemble.posterior import FILE, FOLDER, folder
from selectorate.ensemble.rivals import FILE as WEIGHTS
from selectorate.errors import SelectorateError
from selectorate.report.asking import given
from selectorate.scenario import Scenario
from selectorate.studio.asking import Shown
from selectorate.studio.refusing import ConflictError, MissingError

Stamp = tuple[tuple[str, int, int], ...]
"""Names of files, their sizes, and when they were written."""


class Shelf:
    """Scenarios by the names that the page knows them by, the first by default.

    Args:
        first: those that are read already.
        further: those that are not, and what each is asked for by at a prompt.
    """

    def __init__(self, first: Mapping[str, Shown], further: Mapping[str, str] | None = None) -> None:
        names = {name: one.asked for name, one in first.items()} | dict(further or {})
        self.books = {name: _Book(name, asked, first.get(name)) for name, asked in names.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self.books)

    def shown(self, name: str) -> Shown:
        """The scenario of a name, as its files are now.

        Raises:
            MissingError: this studio shows none of that name.
            ConflictError: its files have changed, and cannot be read any more.
        """
        if name not in self.books:
            raise MissingError(f"this studio shows no scenario {name!r}: it shows {', '.join(self.books)}")
        return self.books[name].read()

    def title(self, name: str) -> str:
        """What a scenario is called, as far as that is known."""
        try:
            return self.shown(name).scenario.document.scenario.title
        except ConflictError:
            known = self.books[name].shown
            return name if known is None else known.scenario.document.scenario.title


class _Book:
    """One scenario, and the state of its files when it was read."""

    def __init__(self, name: str, asked: str, shown: Shown | None) -> None:
        self.name, self.asked, self.shown = name, asked, shown
        self.stamp = _written(folder(shown.scenario)) if shown else None
        self.wrong: str | None = None
        self.reading = Lock()

    def read(self) -> Shown:
        """The scenario as its files are now."""
        with self.reading:
            now = _written(folder(self.shown.scenario)) if self.shown else None
            if self.shown is None or now != self.stamp:
                self._again(now)
            if self.wrong is not None or self.shown is None:
                raise ConflictError(
                    f"the files of {self.name} cannot be used as they are now: put this right, and ask again\n"
                    f"{self.wrong}"
                )
            return self.shown._replace(beside=beside(self.shown.scenario))

    def _again(self, now: Stamp | None) -> None:
        try:
            self.shown, self.wrong = Shown(given(self.asked)[0], self.asked), None
        except SelectorateError as error:
            self.wrong = str(error)
        if self.shown is not None:
            self.stamp = _written(folder(self.shown.scenario)) if now is None else now


def beside(scenario: Scenario) -> str:
    """What names the posteriors and weights beside a scenario: on them, too, its answers hang."""
    return hashlib.sha256(repr(stamp(parameters(scenario))).encode()).hexdigest()[:20]


def parameters(scenario: Scenario) -> list[Path]:
    """The files beside a scenario that hold posteriors and weights."""
    place = folder(scenario)
    files = (place / FILE, place / WEIGHTS, *sorted((place / FOLDER).glob("*.npz")))
    return [path for path in files if path.is_file()]


def _written(place: Path) -> Stamp:
    """The state of a scenario's own files."""
    try:
        return stamp(sorted(path for path in place.iterdir() if path.suffix in (".yaml", ".yml")))
    except OSError:
        return ()


def stamp(files: Iterable[Path]) -> Stamp:
    """How files are now; those that are not there are left out."""
    found = []
    for path in files:
        try:
            about = path.stat()
        except OSError:
            continue
        found.append((path.name, about.st_size, about.st_mtime_ns))
    return tuple(found)
