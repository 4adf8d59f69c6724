"""Where the parameters of an answer come from, and which doubts its intervals carry: in words and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from selectorate.analysis.spread import DRAWS, EACH, FEW, Spread
from selectorate.ensemble.prepared import Prepared, of_parameters, posterior_of, source
from selectorate.report.terminal import NOTE
from selectorate.simulation.build import Model

SAMPLING, READINGS = "sampling", "readings"
"""Kinds of doubt."""


NOT_TOLD = " How far other draws of the parameters move a number is not told."


def note(model: Model) -> str:
    """What has to be known of the parameters before a number is read."""
    posterior = posterior_of(model)
    if posterior is None:
        unfit = model.unfit if isinstance(model, Prepared) else None
        return NOTE if unfit is None else f"{NOTE} The posterior beside the scenario {unfit}."
    whose = "the posterior" if posterior.file is None else f"the posterior {posterior.file}"
    return (
        f"Parameters are learnt from the record: each history has one of {len(posterior):,} draws of {whose}. The "
        "numbers show what the model does with them, and are no result about history."
    )


def note_mixed(readings: int) -> str:
    """The same where histories are shared out over readings."""
    return (
        f"Histories are shared out over {readings} accounts of historians, in our simplification, by the weight that "
        "each has by the record; each history has one draw of its account's posterior. The numbers show what these "
        "models do, and are no result about history."
    )


def counts(model: Model) -> str:
    """How many parameters there are, and which of them are known how."""
    parameters, posterior = model.scenario.document.parameters, posterior_of(model)
    if posterior is None:
        free = sum(one.free for one in parameters.values())
        return f"The scenario has {len(parameters)} parameters, {free} of them free; each was set by hand in its prior."
    return (
        f"The scenario has {len(parameters)} parameters. {len(posterior.names)} of them were learnt from the record, "
        "and each history has one draw of these, unless the question sets them; the others were set by hand in their "
        "priors."
    )


def made_with(model: Model) -> str:
    """The parameters of an answer, as the line says it that names its hashes."""
    posterior = posterior_of(model)
    return of_parameters(model) if posterior is None else f"{of_parameters(model)}, posterior {posterior.hash[:12]}"


def asked(model: Model) -> str | None:
    """What was asked for by ``--parameters``, None where nobody said."""
    return model.asked if isinstance(model, Prepared) else None


def data(model: Model, kinds: Sequence[str] = ()) -> dict[str, Any]:
    """The same as ``--json`` prints it; ``kinds`` are those of doubt, beside sampling, that numbers are given over."""
    posterior = posterior_of(model)
    return {
        "doubt": [SAMPLING, *kinds],
        "parameters": source(model),
        "posterior": None if posterior is None else posterior.hash,
    }


def over_readings(each: int = FEW, what: str = "histories") -> str:
    """What a range over readings is."""
    return (
        "Over readings: the range in which the same number lies in accounts of historians, in our simplification, that "
        f"have nine tenths of the weight by the record, from {each} {what} with each of {DRAWS} draws of each of them."
    )


def kinds(spread: Spread | None) -> tuple[str, ...]:
    """The kinds of doubt, beside sampling, that numbers are given over."""
    return () if spread is None else spread.kinds


def columns(over: Sequence[str]) -> list[str]:
    """What columns of ranges are called."""
    return [f"over {kind}" for kind in over]


def said_of_doubt(model: Model, over: Sequence[str] = (), *, only: str = "") -> str:
    """Which doubts the numbers carry; ``only`` says of which of them the ranges are known."""
    if posterior_of(model) is None:
        return "Intervals are those of the sampling alone."
    if not over:
        return f"Intervals are those of the sampling alone.{NOT_TOLD}"
    said = (
        f"Intervals are those of the sampling. Over parameters{only}: the range in which a number lies in nine of ten "
        f"draws of the posterior, other luck taken out, from {EACH} histories with each of {DRAWS} draws."
    )
    return f"{said} {over_readings()}" if READINGS in over else said
