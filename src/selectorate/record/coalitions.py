"""Coalitions: with whom a contender shares power, month by month, and how often that changes.

A partner is his until he has more than half of the presidium and one of them is against the other; from then on he
leans on his own followers. Short episodes are smoothed away.
"""

from __future__ import annotations

from typing import cast

import numpy as np

from selectorate.record.batch import AGAINST, PARTNER, PRESIDIUM, Batch, Floats, Ints
from selectorate.targets import Partners, Target

NOBODY = -1
"""With whom he shares power who shares it with nobody, and has no majority of his own."""

WINDOW = 7
"""Months over which episodes are smoothed."""


def groups_of(partners: Partners) -> list[str]:
    """What groups are called, in the order of their codes; his own followers last."""
    return [*sorted(partners.groups), partners.own]


def by_month(batch: Batch, partners: Partners) -> Ints:
    """Code of the group with whom he shares power, `NOBODY` for none, to the month of reading (k, months)."""
    months = min(batch.lived, batch.month(batch.model.scenario.document.scenario.read) + 1)
    name = f"coalition {partners.model_dump_json()} {months}"
    found: Ints = batch.once(name, lambda: smoothed(_by_month(batch, partners, months), len(groups_of(partners))))
    return found


def _by_month(batch: Batch, partners: Partners, months: int) -> Ints:
    names, groups = batch.model.names.contenders, groups_of(partners)
    n, own, he = len(names), len(groups) - 1, batch.contender(partners.of)
    group = np.full(n + 1, NOBODY)
    for code, one in enumerate(groups[:-1]):
        group[[batch.contender(who) for who in partners.groups[one]]] = code
    sides = batch.facts.months.sides[:, :months]
    partner = np.ascontiguousarray(sides[:, :, he, PARTNER])
    against, at_him = np.ascontiguousarray(sides[:, :, he, AGAINST]), sides[:, :, :, AGAINST]
    majority = batch.following(PRESIDIUM, he)[:, :months] > 0.5
    # Who of each group is at odds with him, in each month: either campaigns against the other.
    odds = np.zeros((own + 1, *partner.shape), np.bool_)
    for i in np.flatnonzero(group[:n] != NOBODY):
        odds[group[i]] |= (at_him[:, :, i] >> he & 1 | against >> i & 1).astype(np.bool_)
    found = np.full(partner.shape, NOBODY)
    last = np.full(len(partner), NOBODY)
    every = np.arange(len(partner))
    for t in range(months):
        kept = (last != NOBODY) & (last != own) & ~odds[last, every, t]
        alone = np.where(majority[:, t], np.where(kept, last, own), NOBODY)
        last = np.where(partner[:, t] >= 0, group[partner[:, t]], alone)
        found[:, t] = last
    return found


def smoothed(codes: Ints, groups: int, window: int = WINDOW) -> Ints:
    """Each code replaced by the most frequent around it; of equals its own, else the first (k, months)."""
    half, months = window // 2, codes.shape[1]
    if months == 0:
        return codes
    counts = np.zeros((groups + 1, *codes.shape), np.int16)
    for code in range(-1, groups):
        sums = np.zeros((len(codes), months + 1), np.int16)
        np.cumsum(codes == code, axis=1, out=sums[:, 1:])
        start, end = np.maximum(0, np.arange(months) - half), np.minimum(months, np.arange(months) + half + 1)
        counts[code + 1] = sums[:, end] - sums[:, start]
    most = counts.max(axis=0)
    rows, places = np.indices(codes.shape)
    found = np.where(counts[codes + 1, rows, places] == most, codes, NOBODY - 1)
    for step in range(-half, half + 1):
        near = codes[:, np.clip(np.arange(months) + step, 0, months - 1)]
        found = np.where((found < NOBODY) & (counts[near + 1, rows, places] == most), near, found)
    return found


def phases(batch: Batch, target: Target) -> tuple[Ints, Ints]:
    """Codes by month without pauses (`NOBODY` before the first), and how many changes came before each (k, months)."""
    partners = cast("Partners", target.statistic.args.partners)
    found: tuple[Ints, Ints] = batch.once(f"phases {partners.model_dump_json()}", lambda: _phases(batch, partners))
    return found


def _phases(batch: Batch, partners: Partners) -> tuple[Ints, Ints]:
    codes = by_month(batch, partners)
    filled = codes.copy()
    for t in range(1, codes.shape[1]):
        filled[:, t] = np.where(codes[:, t] == NOBODY, filled[:, t - 1], codes[:, t])
    changed = (filled[:, 1:] != filled[:, :-1]) & (filled[:, :-1] != NOBODY)
    counts = np.zeros_like(filled)
    np.cumsum(changed, axis=1, out=counts[:, 1:])
    return filled, counts


def coalition(batch: Batch, target: Target) -> Floats:
    """Whether he shares power with the recorded groups, one after another."""
    groups = groups_of(cast("Partners", target.statistic.args.partners))
    wanted = np.array([groups.index(name) for name in cast("list[str]", target.value)])
    filled, counts = phases(batch, target)
    fits = (filled == wanted[np.minimum(counts, len(wanted) - 1)]) | (filled == NOBODY)
    agrees = fits.all(axis=1) & (counts[:, -1] == len(wanted) - 1) & (filled[:, -1] != NOBODY)
    return np.asarray(agrees, np.float64)


def coalition_changes(batch: Batch, target: Target) -> Floats:
    """How often he changes whom he shares it with."""
    return phases(batch, target)[1][:, -1].astype(np.float64)


def duration(batch: Batch, target: Target) -> Floats:
    """The longest time with one group, in months; NaN where there is none."""
    partners = cast("Partners", target.statistic.args.partners)
    code = groups_of(partners).index(cast("str", target.statistic.args.group))
    codes = by_month(batch, partners)
    longest = run = np.zeros(batch.histories)
    for t in range(codes.shape[1]):
        run = np.where(codes[:, t] == code, run + 1.0, 0.0)
        longest = np.maximum(longest, run)
    return np.where(longest > 0, longest, np.nan)
