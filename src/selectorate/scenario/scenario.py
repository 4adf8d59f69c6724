"""A scenario: resolved, checked, with a fingerprint, and ready to be built from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from selectorate.errors import QuestionError
from selectorate.questions import Change
from selectorate.scenario import months
from selectorate.scenario.document import Document
from selectorate.scenario.places import Path, Place
from selectorate.scenario.printing import printed

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_COUNTED = ("contenders", "people", "bodies", "offices", "units", "calendar", "happenings", "parameters", "claims")
_CALLED = {"calendar": "sessions", "people": "others"}
_ONE = {"bodies": "body"}


@dataclass(frozen=True, repr=False)
class Scenario:
    """A valid scenario.

    Attributes:
        name: its shipped name, or the name of its folder.
        document: the resolved document: defaults filled, repeated units written out, everything in one order.
        places: file, line and column (from 1) at which each part of the document was written, by path.
        hash: SHA-256 of the document, in 64 hexadecimal digits: the same however the files are laid out, split,
            ordered or commented.
        changes: made in every world before those of a question, where the scenario is a variant of what was written.
        reading: whose variant it is, None where it is nobody's.
        false: claims that are false in it.
        before: the scenario in which these are true.
    """

    name: str
    document: Document
    places: Mapping[Path, Place] = field(compare=False)
    hash: str
    changes: tuple[Change, ...] = ()
    reading: str | None = None
    false: tuple[str, ...] = ()
    before: Scenario | None = field(default=None, compare=False)

    def __hash__(self) -> int:
        return int(self.hash[:15], 16)

    @property
    def months(self) -> int:
        """The number of months of a history, the first and the last included."""
        return self.month_index(self.document.scenario.end) + 1

    @property
    def years(self) -> int:
        """The number of calendar years that a history touches: it has a key of luck for each."""
        header = self.document.scenario
        return int(header.end[:4]) - int(header.start[:4]) + 1

    def month_index(self, month: str) -> int:
        """Return the index of ``month`` (``YYYY-MM``): 0 at the start, negative before it.

        Raises:
            QuestionError: ``month`` is no month.
        """
        if not _MONTH.fullmatch(month):
            raise QuestionError(f"{month!r} is no month: write it as 1924-01")
        return months.number(month) - months.number(self.document.scenario.start)

    def month_name(self, index: int) -> str:
        """Return the month (``YYYY-MM``) with this index."""
        return months.name(months.number(self.document.scenario.start) + index)

    def written(self) -> str:
        """Return the resolved scenario as YAML text; as the one file of a folder it has the same hash."""
        return printed(self.document)

    def _counts(self) -> list[tuple[int, str]]:
        counts = [(len(getattr(self.document, section)), _CALLED.get(section, section)) for section in _COUNTED]
        return [(count, name if count > 1 else _ONE.get(name, name[:-1])) for count, name in counts if count]

    def __repr__(self) -> str:
        header = self.document.scenario
        counts = ", ".join(f"{count} {name}" for count, name in self._counts())
        return f"<Scenario {self.name}: {header.title}; {header.start} to {header.end}; {counts}; {self.hash[:12]}>"

    def _repr_html_(self) -> str:
        header = self.document.scenario
        rows = [
            ("months", f"{header.start} to {header.end} ({self.months}), read at the end of {header.read}"),
            *((name, f"{count}") for count, name in self._counts()),
            ("hash", f"<code>{self.hash[:12]}</code>"),
        ]
        cells = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in rows)
        caption = f"<strong>{escape(self.name)}</strong>: {escape(header.title)}"
        return f"<table><caption>{caption}</caption><tbody>{cells}</tbody></table>"
