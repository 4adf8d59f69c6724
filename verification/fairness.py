"""Fairness: no name, no place in a file and no luck key gives anybody an advantage.

What is proved:

    order    entries written in another order in the files change no bit of any history
    names    exchanging two ids everywhere in the files exchanges names only, and no bit
    keys     with luck keys reassigned at random among contenders, others, units, bodies, offices and happenings, histories
             have the same law: endings, months of every rung, followings at every session, holders and losses of offices
    equals   three contenders who differ in nothing but id and key come to the chair equally often, and fall as often

How: the first two by SHA-256 over everything that is kept of the histories, on folders written and read like any other.
The third by chi-square of two independent samples (other keys and another seed), rare values pooled; the fourth by
chi-square against equal shares. All p-values stand together at one chance in 1,000.

How to read the picture: each dot is one p-value of `keys` and `equals` against its rank. Right is dots along the diagonal
or above it (many of them measure nearly the same thing), none below the dashed line. Wrong is a dot below the dashed line.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from scipy import stats

from selectorate import analysis, ensemble
from selectorate.ensemble import Columns, Ensemble
from selectorate.scenario import Scenario, load
from verification import pictures
from verification.equals import equals
from verification.histories import document_of, fingerprint, made, text_of
from verification.proof import Checks, Proof, Setting, same_law

CLAIM = "neither order, nor name, nor luck key gives anybody an advantage"
CAPTION = (
    "P-values of all comparisons, smallest first: two samples of histories under luck keys dealt at random, and contenders who "
    "are equals. Right: dots along the diagonal or above it (many comparisons measure nearly the same, so they move in steps), "
    "none below the dashed line, under which one true law in 1,000 would fall. Wrong: a dot below the dashed line."
)
SEED = 31
KEYED = ("contenders", "people", "units", "bodies", "offices", "happenings")
EXCHANGED = {"ussr-1922": ("stalin", "trotsky"), "association": ("ada", "ben")}
ALL = ("patronage", "perception", "alignment", "motions", "sanctions", "sessions")

EAGER = {"opening": 0.0, "contagion": 0.1}
"""Equals expect little of a fight: with what the shipped scenario asks for nobody would begin one."""


def prove(setting: Setting) -> Proof:
    checks = Checks()
    bits = {"association": setting.size(20_000, 500), "ussr-1922": setting.size(1_000, 0)}
    laws = {"association": setting.size(100_000, 3_000), "ussr-1922": setting.size(20_000, 0)}
    for name in EXCHANGED:
        if bits[name]:
            compare_bits(setting, name, bits[name], checks)
        if laws[name]:
            compare_laws(setting, name, laws[name], checks)
    histories = setting.size(20_000, 2_000)
    seen = compare_equals(setting, histories, checks)
    return Proof(
        name="fairness",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "histories equal to the bit": bits,
            "histories of one law": laws,
            "chair held by equals": seen,
            "comparisons": len(checks.p_values),
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(checks),
    )


def lived(scenario: Scenario, histories: int, seed: int = SEED) -> Ensemble:
    """Histories of a scenario."""
    return ensemble.run(scenario, histories=histories, seed=seed, parameters="hand-set")


def compare_bits(setting: Setting, name: str, histories: int, checks: Checks) -> None:
    """Another order in the files, and two ids exchanged."""
    scenario = load(name)
    asked = lived(scenario, histories)
    bits = fingerprint(asked.columns)
    mixed = made(setting.work, f"{name}_mixed", text_of(shuffled(document_of(scenario))))
    checks.holds(f"{name}: another order in the files, another scenario hash", mixed.hash == scenario.hash)
    checks.holds(f"{name}: another order, other bits", fingerprint(lived(mixed, histories).columns) == bits)
    one, other = EXCHANGED[name]
    renamed = lived(made(setting.work, f"{name}_renamed", exchanged(scenario.written(), one, other)), histories)
    checks.holds(f"{name}: {one} and {other} exchanged, other bits", fingerprint(renamed.columns) == bits)
    swap = {one: other, other: one}
    due = tuple(swap.get(who, who) for who in asked.names.contenders)
    checks.holds(f"{name}: {one} and {other} exchanged, not names only", renamed.names.contenders == due)
    ends = {swapped(end, swap): count for end, count in ending_counts(asked).items()}
    checks.holds(f"{name}: {one} and {other} exchanged, other endings", ending_counts(renamed) == ends)


def shuffled(value: Any, dice: np.random.Generator | None = None) -> Any:
    """Every mapping of a document in another order."""
    dice = dice or np.random.default_rng(SEED)
    if isinstance(value, dict):
        keys = list(value)
        return {keys[k]: shuffled(value[keys[k]], dice) for k in dice.permutation(len(keys))}
    return [shuffled(item, dice) for item in value] if isinstance(value, list) else value


def exchanged(text: str, one: str, other: str) -> str:
    """Two ids exchanged in a scenario's text, wherever they stand as a word of their own."""
    swap = {one: other, other: one}
    return re.sub(rf"\b({one}|{other})\b", lambda found: swap[found[0]], text)


def swapped(text: str, swap: dict[str, str]) -> str:
    """The same in an id made of others, such as ``sole:one``."""
    return ":".join(swap.get(part, part) for part in text.split(":"))


def ending_counts(asked: Ensemble) -> dict[str, int]:
    """Histories by ending."""
    found = analysis.endings(asked)
    return {said.id: count for said, count in zip(found.statements, found.counts, strict=True)}


def dealt(document: dict[str, Any], seed: int) -> dict[str, Any]:
    """Luck keys dealt at random among the entries of each kind."""
    dice = np.random.default_rng(seed)
    for kind in KEYED:
        entries = list(document.get(kind, {}).values())
        keys = dice.permutation([entry["luck_key"] for entry in entries])
        for entry, key in zip(entries, keys.tolist(), strict=True):
            entry["luck_key"] = key
    return document


def compare_laws(setting: Setting, name: str, histories: int, checks: Checks) -> None:
    """Keys as they are, and keys dealt at random, under another seed."""
    first = lived(load(name), histories)
    other = made(setting.work, f"{name}_dealt", dealt(document_of(name), SEED))
    second = lived(other, histories, seed=SEED + 1)
    ends, others = ending_counts(first), ending_counts(second)
    checks.p(f"{name}: endings", same_law(list(ends.values()), [others[end] for end in ends]))
    for what, one in by_name(first).items():
        checks.p(f"{name}: {what}", values_alike(one, by_name(second)[what]))


def by_name(asked: Ensemble) -> dict[str, Any]:
    """What is kept of the histories, by ids and not by indices: one whole number a history under each name."""
    names, kept = asked.names, asked.columns
    base = len(asked.scenario.document.units)
    found: dict[str, Any] = {}
    for i, who in enumerate(names.contenders):
        found |= {f"{rung} of {who}": kept.reached[:, i, r] for r, rung in enumerate(names.rungs)}
        found |= {f"following of {who}, {name}": kept.following[:, g, i] for g, name in enumerate(names.sittings)}
        found |= {f"seats of {who}, {name}": kept.final[:, b, i] for b, name in enumerate(names.bodies)}
        found[f"base of {who}"] = np.rint(kept.owned[:, i] * base).astype(np.int64)
    numbers = np.array([sorted(names.persons).index(who) for who in names.persons] + [-1])
    for o, office in enumerate(names.offices):
        found |= {f"holder of {office}": numbers[kept.holders[:, o]], f"loss of {office}": kept.lost[:, o]}
    return found


def values_alike(one: Any, other: Any) -> float:
    """P-value that two samples of whole numbers come from one law."""
    low, high = min(one.min(), other.min()), max(one.max(), other.max())
    samples = (
        np.bincount(sample.astype(np.int64) - int(low), minlength=int(high - low) + 1) for sample in (one, other)
    )
    return same_law(*samples, least=25.0)


def compare_equals(setting: Setting, histories: int, checks: Checks) -> dict[str, int]:
    """Three equals in a society in which all forces are on."""
    document = equals([12, 12, 12], strategy="balancing", mechanisms=ALL, changes=EAGER, seated=True)
    scenario = made(setting.work, "equals", document)
    asked = lived(scenario, histories)
    kept: Columns = asked.columns
    holders = np.array([(kept.holders[:, 0] == i).sum() for i in range(3)])
    checks.p("equals: holder of the chair", float(stats.chisquare(holders).pvalue))
    for r, rung in enumerate(asked.names.rungs):
        fallen = np.array([(kept.reached[:, i, r] >= 0).sum() for i in range(3)])
        checks.p(f"equals: {rung}", exchangeable(kept.reached[:, :, r] >= 0))
        checks.holds(f"equals: somebody is {rung} now and then", bool(fallen.sum() > 0))
    return dict(zip(asked.names.contenders, holders.tolist(), strict=True))


def exchangeable(fell: Any) -> float:
    """P-value that three contenders fall equally often: chi-square of their differences, which are not independent."""
    differences = np.column_stack([fell[:, 1].astype(float) - fell[:, 0], fell[:, 2].astype(float) - fell[:, 0]])
    mean = differences.mean(axis=0)
    covariance = np.cov(differences.T) / len(differences)
    return float(stats.chi2.sf(mean @ np.linalg.solve(covariance, mean), 2))


def draw(checks: Checks) -> Any:
    figure, panels = pictures.sheet("Fairness: the p-values of all comparisons", CAPTION, size=(8.5, 4.6))
    panel = panels[0, 0]
    values = np.sort(np.maximum(list(checks.p_values.values()), 1e-12))
    due = (np.arange(values.size) + 0.5) / values.size
    panel.loglog(due, due, color=pictures.QUIET, linewidth=1.0, label="evenly spread")
    panel.axhline(checks.bound, color=pictures.COLOURS[1], linestyle="--", linewidth=1.2, label="fails below")
    panel.loglog(
        due, values, pictures.MARKS[0], color=pictures.COLOURS[0], markersize=4, label=f"{values.size} comparisons"
    )
    panel.set_ylim(min(checks.bound / 5.0, values[0] / 2.0), 1.5)
    pictures.name(panel, "", x="rank among all, as a share", y="p-value")
    pictures.legend(panel, loc="lower right")
    return figure
