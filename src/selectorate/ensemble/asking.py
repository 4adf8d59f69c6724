"""What a question changes, in the words of a prompt: offices given, happenings moved, factors taken away.

``do`` is ``OFFICE.holder=CONTENDER``, ``happening.ID=YYYY-MM`` (or ``never``, ``drawn``), or any primitive as the files
of a factor write it, in JSON; ``without`` is ``FACTOR`` or ``FACTOR:CONTRAST``. `words` is the way back.

>>> from selectorate import scenario
>>> ussr = scenario.load("ussr-1922")
>>> made = changes(ussr, do=["general_secretary.holder=zinoviev"], swap=True, without=["economy"], start="1924-06")
>>> words(ussr, made)
['--do', 'general_secretary.holder=zinoviev', '--swap', '--without', 'economy:flat']
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from selectorate.ensemble.supposing import options
from selectorate.errors import QuestionError, nearest, offered
from selectorate.questions import Change, SetHappening, SetHolder
from selectorate.scenario import Scenario
from selectorate.simulation import changes as making
from selectorate.simulation.build import Model

HAPPENING = "happening"
FORM = "write it as OFFICE.holder=CONTENDER or happening.ID=YYYY-MM|never|drawn"
NOBODY = ("", "-", "nobody", "none", "never", "drawn", "vacant")


def changes(
    scenario: Scenario,
    *,
    do: Sequence[str] = (),
    swap: bool = False,
    without: Sequence[str] = (),
    start: str | None = None,
) -> tuple[Change, ...]:
    """The primitives that a question asks for.

    Args:
        scenario: what is changed.
        do: offices given and happenings moved, or primitives as JSON; each in its words.
        swap: who loses an office by it gets the most visible office of him who takes it.
        without: factors, each with the contrast that stands in its place, by default the factor's own.
        start: the month from which all this holds, ``YYYY-MM``; by default the first.

    Raises:
        QuestionError: an unknown name, an impossible month, an office for nobody or for one who is dead by then, a swap
            without an office that is given, or two changes that contradict each other.
    """
    month = making.from_month(scenario, start)
    asked = [Asked(f"--do {text!r}", [_do(scenario, text, swap=swap, month=month)]) for text in do]
    for text in without:
        factor, contrast = named(scenario, f"--without {text!r}", text)
        made_by = scenario.document.factors[factor].contrasts[contrast].changes
        asked.append(Asked(f"--without {text!r}", made_by, factor))
    made = tuple(change for one in asked for change in one.changes)
    if swap and not any(change.holder for change in made):
        raise QuestionError("--swap says what becomes of an office's holder: give it with --do OFFICE.holder=CONTENDER")
    _agree(asked)
    return made


def words(scenario: Scenario, asked: Sequence[Change]) -> list[str]:
    """The options of a prompt that suppose and ask this: what `changes` gives back, made from any others in JSON."""
    said: list[str] = []
    taken: list[str] = []
    swaps = [change.holder.swap for change in asked if change.holder is not None]
    for contrast, made in parts(scenario, asked):
        if contrast:
            taken += ["--without", contrast]
        else:
            said += ["--do", _said(made[0], swaps=len(set(swaps)) > 1)]
    swap = ["--swap"] if swaps and all(swaps) else []
    return [*options(scenario), *said, *swap, *taken]


def parts(scenario: Scenario, asked: Sequence[Change]) -> Iterator[tuple[str | None, Sequence[Change]]]:
    """Changes as they were asked for: whole contrasts, as ``factor:contrast``, and others (None), each by itself."""
    left = list(asked)
    while left:
        contrast, count = _contrast(scenario, left)
        yield contrast, left[:count]
        left = left[count:]


def numbers(model: Model) -> dict[str, float]:
    """The parameters that a question set by their names: those that changes set are not among them."""
    made = making.parameters((*model.scenario.changes, *model.changes))
    return {name: value for name, value in model.numbers.items() if made.get(name) != value}


class Asked(NamedTuple):
    """One thing that was asked for, as typed, the changes that it makes, and the factor it takes away."""

    text: str
    changes: Sequence[Change]
    factor: str | None = None


def _do(scenario: Scenario, text: str, *, swap: bool, month: int) -> Change:
    """One change, as typed, if it can be made."""
    change = _primitive(text) if text.lstrip().startswith("{") else _worded(scenario, text, swap=swap)
    if change.happening is not None:
        _possible(scenario, text, change.happening.happening, change.happening.month, month)
    if change.holder is not None:
        _able(scenario, text, change.holder, month)
    return change


def _worded(scenario: Scenario, text: str, *, swap: bool) -> Change:
    """An office given, or a happening moved."""
    name, equals, value = (part.strip() for part in text.partition("="))
    subject, dot, aspect = (part.strip() for part in name.partition("."))
    if not (equals and dot and subject and aspect):
        raise QuestionError(f"--do {text!r}: {FORM}")
    if subject == HAPPENING:
        return Change(happening=SetHappening.model_construct(happening=aspect, month=value))
    if aspect == "holder":
        return Change(holder=SetHolder.model_construct(office=subject, contender=value, swap=swap))
    if subject in scenario.document.offices:
        raise QuestionError(f"--do {text!r}: {FORM}{nearest(aspect, ['holder'])}")
    raise QuestionError(f"--do {text!r}: {FORM}{nearest(subject, [HAPPENING])}")


def _primitive(text: str) -> Change:
    try:
        return Change.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise QuestionError(f"--do {text!r}: {f'{place}: ' if place else ''}{first['msg']}") from None


def _known(text: str, entries: Mapping[str, Any], name: str, what: str) -> None:
    if name not in entries:
        raise QuestionError(f"--do {text!r}: unknown {what} {name!r}{offered(name, entries)}")


def _possible(scenario: Scenario, text: str, name: str, value: str, month: int) -> None:
    """Refuse a happening that there is not, a month that is none, or one that has passed when the question begins."""
    _known(text, scenario.document.happenings, name, HAPPENING)
    if value not in ("never", "drawn"):
        try:
            making.from_month(scenario, value)
        except QuestionError as error:
            raise QuestionError(f"--do {text!r}: {error}; or write never or drawn") from None
    recorded, start = scenario.document.happenings[name].month, scenario.month_name(month)
    if month > 0 and recorded < start:
        raise QuestionError(f"--do {text!r}: {name!r} came in {recorded}, and changes hold from {start} on")
    if month > 0 and value < start:
        raise QuestionError(f"--do {text!r}: changes hold from {start} on")


def _able(scenario: Scenario, text: str, given: SetHolder, month: int) -> None:
    """Refuse an office that there is not, or one for nobody, for no contender, or for one dead by then, on record."""
    d, who = scenario.document, given.contender
    _known(text, d.offices, given.office, "office")
    everybody = ", ".join(sorted(d.contenders))
    if who in NOBODY and who not in d.contenders:
        raise QuestionError(f"--do {text!r}: an office is given to a contender: {everybody}")
    if who in d.people:
        raise QuestionError(f"--do {text!r}: {who!r} is no contender; contenders are {everybody}")
    _known(text, d.contenders, who, "contender")
    for happening in d.happenings.values():
        if scenario.month_index(happening.month) < month and any(effect.dies == who for effect in happening.effects):
            raise QuestionError(f"--do {text!r}: {d.contenders[who].name} died in {happening.month}")


def named(scenario: Scenario, said: str, text: str) -> tuple[str, str]:
    """The ids of a factor and of its contrast that ``FACTOR`` or ``FACTOR:CONTRAST`` names.

    Args:
        scenario: whose factors.
        said: what begins a refusal.
        text: the two ids, or the first alone for the contrast that the scenario takes by default.

    Raises:
        QuestionError: there is no such factor, or it has no such contrast.
    """
    factors = scenario.document.factors
    name, colon, contrast = (part.strip() for part in text.partition(":"))
    if name not in factors:
        raise QuestionError(f"{said}: unknown factor {name!r}{offered(name, factors)}")
    known = factors[name].contrasts
    if colon and contrast not in known:
        raise QuestionError(f"{said}: unknown contrast {contrast!r} of {name!r}{offered(contrast, known)}")
    return name, contrast or factors[name].contrast


def _agree(asked: Sequence[Asked]) -> None:
    """Refuse two changes of the same thing; two factors may agree on it."""
    seen: dict[tuple[str, ...], tuple[Asked, Change]] = {}
    for one in asked:
        touched = {place: change for change in one.changes for place in _touched(change)}
        for place, change in touched.items():
            before, other = seen.get(place, (one, change))
            alike = before.text == one.text or (one.factor is not None and before.factor == one.factor)
            if before is not one and (other != change or alike):
                both = f"{before.text} and {one.text}"
                again = "ask the same twice" if other == change else "contradict each other"
                raise QuestionError(f"{both} {again}: both change {' '.join(place)}")
            seen[place] = (one, change)


def _touched(change: Change) -> Iterator[tuple[str, ...]]:
    """What a change touches; two that touch the same cannot both hold."""
    field, made = _given(change)
    if field in ("share_power", "abolish_power"):
        yield from ((made.office, power) for power in made.powers)
    elif field in ("strategy", "traits"):
        yield from ((field, contender) for contender in made.contenders)
    elif field in ("freeze_views", "perceive_truth"):
        yield (field,)
    else:
        yield (field if field != "set" else "parameter", str(next(iter(made.model_dump().values()))))


def _given(change: Change) -> tuple[str, Any]:
    field = next(name for name in Change.model_fields if getattr(change, name) is not None)
    return field, getattr(change, field)


def _contrast(scenario: Scenario, asked: Sequence[Change]) -> tuple[str | None, int]:
    """The contrast that begins a list of changes, the longest that does, and how many changes it makes."""
    fits = [
        (len(contrast.changes), f"{factor}:{name}")
        for factor, one in sorted(scenario.document.factors.items())
        for name, contrast in sorted(one.contrasts.items())
        if list(asked[: len(contrast.changes)]) == contrast.changes
    ]
    return (max(fits)[1], max(fits)[0]) if fits else (None, 1)


def _said(change: Change, *, swaps: bool) -> str:
    """A change in words; where only some offices are swapped, those are said in JSON."""
    if change.happening is not None:
        return f"{HAPPENING}.{change.happening.happening}={change.happening.month}"
    if change.holder is not None and not (swaps and change.holder.swap):
        return f"{change.holder.office}.holder={change.holder.contender}"
    return json.dumps(change.model_dump(exclude_none=True))
