"""Readings beside one another as data: what ``readings --json`` prints, and the plain sentences that come first.

The same data ship with a scenario: they are printed as they were made, with the command that makes them again.
"""

from __future__ import annotations

from typing import Any

from selectorate.inference.compared import LARGEST, OWN, WIDTHS, Compared, Weighed
from selectorate.inference.weighing import Estimate
from selectorate.report.answered import head

SCHEMA = "selectorate/readings/1"
CANNOT = "cannot be told apart by this record"


def told(compared: Compared, command: str, seconds: float) -> dict[str, Any]:
    """An answer as data; made again, only ``seconds`` may differ. Where errors are too large there are no weights."""
    question = compared.question
    written = question.scenario.document.readings
    weights = compared.weights() if compared.ranked() else {}
    return {
        **head(SCHEMA, command, question.scenario),
        "answer": " ".join(sentences(compared)),
        "readings": [
            {
                "id": name,
                "title": written[name].title,
                "control": bool(written[name].control),
                "group": written[name].group or name,
                **_weighed(compared.readings[name]),
                "weight": weights.get(name),
                "not_apart": [other for other in compared.names if other != name and not compared.apart(name, other)],
            }
            for name in compared.names
        ],
        "groups": compared.groups(),
        "confusion": {
            "names": list(compared.names),
            "named": compared.named.tolist(),
            "favours": compared.favours.tolist(),
        },
        "baselines": {OWN: _weighed(compared.readings[OWN])},
        "facts": sorted(question.facts()),
        "histories": question.parts * question.sets * question.lucks,
        "repeats": question.parts,
        "seed": question.seed,
        "seconds": seconds,
    }


def sentences(compared: Compared) -> list[str]:
    """The answer, for somebody who reads no more than this."""
    names, written = compared.told(), compared.question.scenario.document.readings
    said = [f"{len(names)} readings stand against {len(compared.question.facts())} facts of the record."]
    best = max(names, key=lambda name: compared.readings[name].evidence.value)
    if not compared.ranked():
        worst = max(compared.names, key=lambda name: compared.readings[name].evidence.error)
        error = compared.readings[worst].evidence.error
        said.append(
            f"The evidence of {worst} has an error of {error:.2f}, and {LARGEST:g} is too much to rank by: live more "
            "histories."
        )
        return said
    near = [name for name in names if name != best and not compared.apart(best, name)]
    said.append(f"The record is most probable under {written[best].title}.")
    if near:
        said.append(f"What {CANNOT} from it: {', '.join(near)}.")
    pairs = len(names) * (len(names) - 1) // 2
    apart = sum(compared.apart(a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    said.append(f"Of {pairs} pairs of readings {apart} are told apart; the others {CANNOT}.")
    own = sum(compared.named[compared.names.index(name), compared.names.index(name)] for name in names) / len(names)
    said.append(f"Of records made by a reading itself, {own:.0%} are given to the reading that made them.")
    return said


def _weighed(one: Weighed) -> dict[str, Any]:
    return {
        **_estimate(one.evidence),
        "histories": one.posterior.about["lived"],
        "effective": one.posterior.about["effective_sample_size"],
        "kernels": {f"{width:g}": _estimate(one.kernels[width]) for width in WIDTHS},
        "priors": {f"{width:g}": _estimate(found) for width, found in one.priors.items()},
        "signatures": {name: dict(vars(found)) for name, found in one.implied.items()},
        "outcomes": {name: {"value": found.value, "error": found.error} for name, found in one.outcomes.items()},
    }


def _estimate(one: Estimate) -> dict[str, float]:
    return {"log_evidence": one.value, "error": one.error}
