"""Endings and outcomes spelled out: what is counted when it is said that one holds, in the scenario's own names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from selectorate.analysis import Statement
from selectorate.questions import Before, Blocs, Condition, Following, Others, Reached
from selectorate.report.naming import subject
from selectorate.report.words import month
from selectorate.scenario.document import Document


def definition(d: Document, said: Statement) -> str:
    """What holds of a history where an ending or outcome does.

    >>> import selectorate
    >>> answer = selectorate.run("association", histories=1)
    >>> definition(answer.scenario.document, answer.outcomes.statements[0])
    'At the end of December 2006 the following of Ada Moreau, the leader included, holds more than 50 % of the full ...'
    """
    ending, read = d.endings.get(said.entry), month(d.scenario.read)
    if said.when is None:
        return f"At the end of {read} no other ending holds."
    told = condition(d, said.when, subject(d, said))
    held = f"At the end of {read} {told}." if _at_reading(said.when) else f"{told[0].upper()}{told[1:]}."
    later = ending is not None and ending.rank > min(one.rank for one in d.endings.values())
    return f"{held} Endings exclude one another: none that is looked for before it holds." if later else held


def condition(d: Document, when: Condition, who: str) -> str:
    """A condition in words; ``who`` is the contender or office of whom it is said."""
    field, value = _given(when)
    return SAID[field](d, value, who)


def _given(when: Condition) -> tuple[str, Any]:
    return next((name, given) for name in type(when).model_fields if (given := getattr(when, name)) is not None)


def _at_reading(when: Condition) -> bool:
    """Whether any part of a condition looks at how things stand in the month of reading."""
    field, value = _given(when)
    if field in ("all", "any"):
        return any(map(_at_reading, value))
    return field != "before" and not (field == "reached" and value.by)


def _all(d: Document, parts: Sequence[Condition], who: str) -> str:
    return ", and ".join(condition(d, part, who) for part in parts)


def _any(d: Document, parts: Sequence[Condition], who: str) -> str:
    said = [condition(d, part, who) for part in parts]
    return f"either {', or '.join(said)}" if len(said) > 1 else said[0]


def _following(d: Document, asked: Following, who: str) -> str:
    least = f"more than {_percent(asked.more_than)}" if asked.more_than is not None else _at_least(asked.at_least or 0)
    body = d.bodies[asked.body].name
    of = f"{body}, by weight" if asked.body == d.scenario.roles.base else f"the full seats of {body}"
    return f"the following of {who}, the leader included, holds {least} of {of}"


def _every_other(d: Document, asked: Others, who: str) -> str:
    ways = ["is dead"] if asked.dead else []
    ways += [f"holds no full seat of {d.bodies[asked.off].name}"] if asked.off else []
    ways += [f"is under '{d.rungs[asked.under].name}' or a graver sanction and not restored"] if asked.under else []
    return f"every contender but {who} {_listed(ways, 'or')}"


def _opposed_blocs(d: Document, asked: Blocs, _: str) -> str:
    body = d.bodies[asked.body].name
    return f"two opposed sides of a campaign each hold {_at_least(asked.at_least)} of the full seats of {body}"


def _campaign_open(_: Document, asked: bool, __: str) -> str:
    return "a campaign is open" if asked else "no campaign is open"


def _holds(d: Document, office: str, who: str) -> str:
    return f"{who} holds the office '{d.offices[office].name}'"


def _lost(d: Document, office: Any, who: str) -> str:
    return f"the first holder of '{who if office is True else d.offices[office].name}' has lost it"


def _reached(d: Document, asked: Reached, _: str) -> str:
    by = f" by {month(asked.by)}" if asked.by else ""
    who = _people(d, asked.contenders, "and")
    these = who if asked.at_least == len(asked.contenders) else f"at least {asked.at_least} of {who}"
    return f"{these} {'have' if asked.at_least > 1 else 'has'} come to '{d.rungs[asked.rung].name}'{by}"


def _before(d: Document, asked: Before, _: str) -> str:
    first, then = _people(d, asked.first, "and"), _people(d, asked.then, "or")
    return f"{first} came to '{d.rungs[asked.rung].name}' before {then} did, in the whole run"


def _people(d: Document, names: Sequence[str], last: str) -> str:
    return _listed([d.contenders[name].name for name in names], last)


def _listed(words: Sequence[str], last: str) -> str:
    """Words as a sentence lists them.

    >>> _listed(["is dead", "is away", "is silent"], "or")
    'is dead, is away or is silent'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def _at_least(share: float) -> str:
    return f"at least {_percent(share)}"


def _percent(share: float) -> str:
    """A share of seats.

    >>> _percent(0.5), _percent(0.3333333333333333)
    ('50 %', '33.3 %')
    """
    return f"{100 * share:.3g} %"


SAID: dict[str, Callable[[Document, Any, str], str]] = {
    "all": _all,
    "any": _any,
    "following": _following,
    "every_other": _every_other,
    "opposed_blocs": _opposed_blocs,
    "campaign_open": _campaign_open,
    "holds": _holds,
    "lost": _lost,
    "reached": _reached,
    "before": _before,
}
"""How each field of a `Condition` is said."""
