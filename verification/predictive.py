"""Posterior predictive: what histories with fresh luck have where the record has its facts.

What is shown, for `ussr-1922` and the posterior that ships with it, over the facts that the model has to bring about:

    met        how many medians are near enough, of 17 wanted
    covered    how many facts lie within nine tenths of the histories, of 20 wanted
    score      lower than where parameters are drawn from their priors
    leads      the recorded leader leads alone in at least half of the histories
    left first in what share the left falls before the right; half is wanted, and what is found is said in a note

How: `selectorate record`, with parameters drawn from the posterior and luck that has seen nothing of the record.

How to read the picture: each line is a fact; the scale is such that what is near enough reaches from -1 to 1 (the grey
band), with the record as a ring. Dots are medians and bars nine tenths of the histories; light ones are those with
parameters from the priors. Right is a dark dot in the band and a dark bar across the ring. Arrows leave the picture.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.figure import Figure

from selectorate.ensemble.posterior import named
from selectorate.record.predictive import PRIOR, Predicted, predict
from selectorate.record.table import Number, Row
from selectorate.scenario import load
from selectorate.targets import AGREED
from verification import pictures
from verification.proof import Checks, Proof, Setting

CLAIM = "histories with fresh luck have most of what the record has, and more of it than those drawn from the priors"
CAPTION = (
    "Medians and nine tenths of histories with fresh luck, dark with parameters from the posterior, light from the priors; the scale is "
    "such that what is near enough reaches from -1 to 1 (grey), the ring is the record. Right: dark dots in the band, dark bars across "
    "the rings. For facts that hold or do not, the share that agrees with the record goes from the left edge (none) to the ring (all)."
)
WANTED_MET, WANTED_COVERED, HALF = 17, 20, 0.5
EDGE = 5.0
"""Where the picture ends, in halves of what is near enough."""


def prove(setting: Setting) -> Proof:
    scenario, checks = load("ussr-1922"), Checks()
    posterior = named(scenario)
    checks.holds("no posterior ships that fits scenario and kernel: selectorate fit ussr-1922", posterior is not None)
    found = predict(scenario, posterior=posterior, histories=setting.size(4000, 400), threads=2)
    fresh, rows = found.fresh, {row.id: row for row in found.fresh.rows}
    checks.holds(f"{fresh.met} medians are near enough, fewer than {WANTED_MET}", fresh.met >= WANTED_MET)
    checks.holds(f"{fresh.covered} facts are covered, fewer than {WANTED_COVERED}", fresh.covered >= WANTED_COVERED)
    prior = found.baselines[PRIOR]
    checks.holds(f"the score {fresh.score:.2f} is not below {prior.score:.2f}", fresh.score < prior.score)
    leads, left = rows["winner"].within, rows["left_before_right"].within
    checks.holds(f"the recorded leader leads in {leads:.1%} alone", leads >= HALF)
    missed = [row.id for row in fresh.rows if row.kind == "dynamic" and not row.met]
    return Proof(
        name="predictive",
        claim=CLAIM,
        caption=CAPTION,
        checks=checks,
        figures={
            "met": f"{fresh.met} of {fresh.dynamic}",
            "covered": f"{fresh.covered} of {fresh.dynamic}",
            "score": f"{fresh.score:.2f}, from the priors {prior.score:.2f}",
            "leads": f"{leads:.1%}",
            "left first": f"{left:.1%}",
            "missed": ", ".join(missed),
        },
        picture=draw(found),
        notes=[] if left >= HALF else [f"the left falls before the right in {left:.1%}, where half is wanted"],
    )


def draw(found: Predicted) -> Figure:
    assert found.wide is not None
    lines = list(_lines(found))
    figure, panels = pictures.sheet(
        "The record beside histories with fresh luck", CAPTION, size=(11.0, 0.24 * len(lines))
    )
    panel = panels[0][0]
    panel.axvspan(-1, 1, color=pictures.FAINT, linewidth=0)
    for at, (name, record, ranges) in enumerate(lines):
        y = len(lines) - at
        for (low, middle, high), colour, shift in zip(
            ranges, (pictures.COLOURS[0], pictures.COLOURS[4]), (0.12, -0.18), strict=True
        ):
            panel.plot([low, high], [y + shift] * 2, color=colour, linewidth=2.2 if shift > 0 else 1.0)
            panel.plot(middle, y + shift, ">" if middle >= EDGE else "o", color=colour, markersize=4)
        panel.plot(record, y, "o", markerfacecolor="none", color=pictures.INK, markersize=7)
        panel.text(-EDGE - 0.1, y, name, ha="right", va="center", fontsize=7.5, color=pictures.INK)
    panel.set_xlim(-EDGE, EDGE)
    panel.set_ylim(0.3, len(lines) + 0.7)
    panel.set_yticks([])
    pictures.name(panel, "", x="halves of what is near enough, from its middle")
    return figure


Ranges = list[tuple[float, float, float]]


def _lines(found: Predicted) -> Iterator[tuple[str, float, Ranges]]:
    """Name, record and ranges (posterior, priors) of each dynamic fact, one line for each value of a vector."""
    wide = {row.id: row for row in found.wide.rows} if found.wide else {}
    for row in found.fresh.rows:
        if row.kind != "dynamic":
            continue
        target, both = found.targets[row.id], (row, wide[row.id])
        if target.statistic.form in AGREED:
            shares = [(-EDGE + (EDGE + 0.0) * one.within) for one in both]
            yield row.id, 0.0, [(share, share, share) for share in shares]
        elif isinstance(row.recorded, list):
            at = target.statistic.args.at or []
            for i, month in enumerate(at):
                if not np.isnan(row.recorded[i]) and month >= found.model.scenario.document.scenario.start:
                    yield f"{row.id} {month}", *_scaled(both, i)
        else:
            yield row.id, *_scaled(both, None)


def _scaled(both: tuple[Row, Row], i: int | None) -> tuple[float, Ranges]:
    def value(part: float | list[float] | Number | list[Number]) -> float:
        one = part[i] if isinstance(part, list) and i is not None else part
        return EDGE * 10 if one is None or isinstance(one, list) else float(one)

    low, high = value(both[0].low), value(both[0].high)
    middle, half = 0.5 * (low + high), 0.5 * (high - low)

    def place(part: float | list[float] | Number | list[Number]) -> float:
        missing = (part[i] if isinstance(part, list) and i is not None else part) is None
        return EDGE if missing else float(np.clip((value(part) - middle) / half, -EDGE, EDGE))

    return place(both[0].recorded), [(place(one.p05), place(one.median), place(one.p95)) for one in both]
