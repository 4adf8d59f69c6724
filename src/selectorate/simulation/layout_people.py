"""Contenders and persons as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from selectorate import world as w
from selectorate.simulation.index import Index
from selectorate.structs import Floats

STRATEGY = {"balancing": w.BALANCING, "self_enforcing": w.SELF_ENFORCING}


def contender_row(index: Index, who: str) -> tuple[Any, ...]:
    """One contender: key, strategy, and the traits that follow from his scores."""
    contender = index.document.contenders[who]
    traits = [trait(index, name, contender.scores) for name in ("standing", "boldness", "skill", "flexibility")]
    return (contender.luck_key, STRATEGY[contender.strategy], *traits, index.holds.get(who, 1.0))


def trait(index: Index, name: str, scores: Mapping[str, float]) -> float:
    """A trait as the weighted sum of scores that the scenario declares; 0 where it declares none."""
    rule = index.document.traits.get(name)
    if rule is None:
        return 0.0
    # Term by term in the order of names: the last bit must hang neither on the order of a file nor on how this
    # version of Python sums.
    value = rule.constant
    for score in sorted(rule.weights):
        value += rule.weights[score] * scores.get(score, 0.0)
    return value


def person_row(index: Index, name: str) -> tuple[Any, ...]:
    """One person: key, patron, tie, founder."""
    if name in index.document.contenders:
        return (index.document.contenders[name].luck_key, index.contenders.index(name), 1.0, 0)
    person = index.document.people[name]
    return (person.luck_key, index.contender(person.patron), person.tie, int(person.founder))


def affinities(index: Index) -> Floats:
    """Affinity of each contender (row) toward each other (column)."""
    affinity = np.zeros((len(index.contenders), len(index.contenders)))
    for i, name in enumerate(index.contenders):
        for other, value in index.document.contenders[name].affinities.items():
            affinity[i, index.contenders.index(other)] = value
    return affinity


def views(index: Index) -> Floats:
    """Places of all persons in the policy space, axes in the order of their ids."""
    axes = index.axes
    everyone = {**index.document.contenders, **index.document.people}
    rows = [[everyone[q].views.get(axis, 0.0) for axis in axes] for q in index.persons]
    return np.array(rows, np.float64).reshape(len(index.persons), len(axes))
