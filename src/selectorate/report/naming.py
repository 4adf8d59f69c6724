"""Endings and outcomes by the words of the scenario, and of whom they are said."""

from __future__ import annotations

from selectorate.analysis import Statement
from selectorate.scenario.document import Document


def subject(d: Document, said: Statement) -> str:
    """The name of the contender or office of whom a statement is made, or nothing."""
    if said.subject is None:
        return ""
    return d.contenders[said.subject].name if said.whose.each == "contender" else d.offices[said.subject].name


def named(d: Document, said: Statement) -> str:
    """An ending or outcome in words, as far as its title's first colon, and of whom it is said."""
    title = said.title.partition(":")[0]
    return title if said.subject is None else f"{title}: {subject(d, said)}"
