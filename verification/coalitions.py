"""The self-enforcing rule: who rules among near equals, in theory, by definition and in the mechanics.

What is proved: `strategies.self_enforcing.ruling_coalition` is the rule of Acemoglu, Egorov and Sonin (2008, Review of
Economic Studies 75): among n contenders of nearly equal strength, where more than a share alpha of strength wins, all n
rule if and only if n is one of k(1) = 1, k(m) = floor(k(m - 1) / alpha) + 1; under simple majority 1, 3, 7, 15. So the
ruling coalition has the largest such size within n. The theorem wants strengths of which no two sums are equal; with
strengths equal to the last bit one half does not beat the other, so two of two rule and not one, and only the definition
is checked there.

How: near-equal strengths for n = 1 to 15, under simple majority and two larger ones; the definition itself, written
plainly over sets and exact numbers, for random strengths; and the mechanics: boards in which everybody follows this rule
and votes by his tie alone. There the beaten fall one at a time, so the foresight that counts is who rules once *one* is
out: with 6 the three who could rule together cannot get rid of the others one by one, and nobody moves (see
`next_fall`). For every other n from 1 to 8 those who remain are the ruling coalition.

How to read the picture: right is every mark on the steps, at 1, 3, 7 and 15, but for the six. Wrong is any other mark
off its step.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate.strategies.self_enforcing import ruling_coalition
from verification import pictures
from verification.equals import equals
from verification.histories import live, made, model_of
from verification.proof import Checks, Proof, Setting

CLAIM = "among near equals the self-enforcing rule lets 1, 3, 7 or 15 rule, and in the mechanics only they remain"
CAPTION = (
    "Steps: the theorem, the largest of 1, 3, 7, 15 within n. Dots: the engine's rule at nearly equal strengths. Squares: "
    "contenders who were never beaten in {histories} histories of a board in which all follow the rule. Right: every mark on "
    "the steps, but for the square at 6, where the three who would rule cannot bring the others down one at a time, and "
    "nobody moves. Wrong: any other mark off the steps. Right-hand panel: the same with larger majorities."
)
SEED = 29
MAJORITIES = {"more than 1/2": 0.5, "more than 3/5": 0.6, "more than 3/4": 0.75}
MECHANISMS = ("perception", "alignment", "motions", "sanctions", "sessions")
BOLD = {
    **dict.fromkeys(("initiative", "tempo", "occasion", "newcomer_tie", "retention", "dismissal"), 1.0),
    **dict.fromkeys(("vote_fear", "vote_standing", "vote_discipline", "vote_offence", "vote_view", "forecast"), 0.0),
    **dict.fromkeys(("recant", "tie_erosion", "contagion", "standing_lost", "misjudgement"), 0.0),
    "gap": 0.1,
    "vote_tie": 20.0,
    "fight": -20.0,
}
"""Everybody acts as soon as he would, and votes by his tie alone: what is left is the rule."""
SEATS = 200
"""Seats of the board for each contender; contender k has 2^k more, so no two coalitions are equally strong."""


def prove(setting: Setting) -> Proof:
    checks = Checks()
    largest = setting.size(15, 11)
    sizes = {name: [size(n, alpha) for n in range(1, largest + 1)] for name, alpha in MAJORITIES.items()}
    for name, alpha in MAJORITIES.items():
        for n, got in enumerate(sizes[name], start=1):
            checks.holds(f"{n} near equals, {name}: {theorem(n, alpha)} rule, not {got}", got == theorem(n, alpha))
    games = setting.size(200, 40)
    wrong = compare_with_definition(games, checks)
    contests = range(1, setting.size(8, 5) + 1)
    histories = setting.size(200, 20)
    remaining = {n: contest(setting, n, histories, checks) for n in contests}
    caption = CAPTION.format(histories=histories)
    return Proof(
        name="coalitions",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={
            "sizes under simple majority": sorted(set(sizes["more than 1/2"])),
            "games against the definition": f"{games - wrong} of {games} agree",
            "remaining in the mechanics, by number of contenders": remaining,
        },
        picture=draw(sizes, remaining, caption),
    )


def theorem(n: int, alpha: float) -> int:
    """The size of the ruling coalition of n near equals."""
    share, k = Fraction(str(alpha)), 1
    while int(k / share) + 1 <= n:
        k = int(k / share) + 1
    return k


def near_equals(n: int) -> NDArray[np.float64]:
    """Strengths of 1 and a little more, so that no two coalitions are equally strong."""
    return np.asarray(1.0 + 1e-4 * 2.0 ** (np.arange(n) - n), np.float64)


def size(n: int, alpha: float) -> int:
    """How many rule among n near equals, by the engine."""
    return int(ruling_coalition(near_equals(n), alpha)).bit_count()


def by_definition(strengths: Sequence[int], alpha: Fraction) -> frozenset[int]:
    """Who rules: the weakest of the winning coalitions that rule themselves, or all where there is none."""

    @cache
    def rules(coalition: frozenset[int]) -> frozenset[int]:
        everything = sum(strengths[i] for i in coalition)
        best = coalition
        for count in range(1, len(coalition)):
            for part in map(frozenset, combinations(sorted(coalition), count)):
                weight = sum(strengths[i] for i in part)
                if weight > alpha * everything and rules(part) == part and _before(part, best, strengths, coalition):
                    best = part
        return best

    return rules(frozenset(range(len(strengths))))


def _before(part: frozenset[int], best: frozenset[int], strengths: Sequence[int], whole: frozenset[int]) -> bool:
    """Whether a coalition is taken before another: it is weaker, or as weak and lower in the order of members' bits."""
    if best == whole:
        return True
    mine, other = (sum(strengths[i] for i in coalition) for coalition in (part, best))
    bits, others = (sum(1 << i for i in coalition) for coalition in (part, best))
    return (mine, bits) < (other, others)


def compare_with_definition(games: int, checks: Checks) -> int:
    """Random games of up to 8 contenders against the definition: generic ones, and equal ones with ties."""
    dice = np.random.default_rng(SEED)
    wrong = 0
    for game in range(games):
        n = int(dice.integers(1, 9))
        alpha = float(dice.choice([0.5, 0.625, 0.75]))
        strengths = [1] * n if game < 8 else [int(s) for s in dice.integers(1, 1000, n)]
        due = by_definition(strengths, Fraction(alpha))
        got = int(ruling_coalition(np.array(strengths, float), alpha))
        wrong += got != sum(1 << i for i in due)
    checks.holds(f"{wrong} of {games} games differ from the definition", wrong == 0)
    return wrong


def next_fall(strengths: Sequence[int], standing: frozenset[int]) -> set[int]:
    """Who can be brought down next: one outside the ruling coalition, whom those who would rule without him outvote.

    The beaten keep their seats and votes as long as the board sits in this make-up, and defend nobody but themselves.
    """
    half = Fraction(1, 2)

    def ruling(members: frozenset[int]) -> frozenset[int]:
        order = sorted(members)
        return frozenset(order[i] for i in by_definition([strengths[i] for i in order], half))

    falls = set()
    now = ruling(standing)
    for j in standing - now:
        after = ruling(standing - {j})
        if now & after and 2 * sum(strengths[i] for i in after) > sum(strengths):
            falls.add(j)
    return falls


def remaining_by_rule(strengths: Sequence[int]) -> set[frozenset[int]]:
    """Everybody who may remain when one after the other falls, in any order."""
    rest, seen = {frozenset(range(len(strengths)))}, set()
    while rest:
        standing = rest.pop()
        falls = next_fall(strengths, standing)
        if not falls:
            seen.add(standing)
        rest |= {standing - {j} for j in falls}
    return seen


def contest(setting: Setting, n: int, histories: int, checks: Checks) -> int:
    """Let n near equals who all follow the rule contend; return how many were never beaten."""
    strengths = [SEATS + 2**k for k in range(n)]
    document = equals(strengths, strategy="self_enforcing", mechanisms=MECHANISMS, changes=BOLD, elections=False)
    model = model_of(made(setting.work, f"equals_{n}", document))
    facts = live(model, histories, seed=SEED)
    unbeaten = {frozenset(np.flatnonzero(row).tolist()) for row in facts.reached[:, :, 0] < 0}
    due = remaining_by_rule(strengths)
    checks.holds(
        f"{n} contend: {sorted(map(sorted, unbeaten))} remain, by the rule {sorted(map(sorted, due))}", unbeaten <= due
    )
    if n != 6:
        ruling = by_definition(strengths, Fraction(1, 2))
        checks.holds(f"{n} contend: those who remain are the ruling coalition", unbeaten == {ruling})
    return max(len(coalition) for coalition in unbeaten)


def draw(sizes: dict[str, list[int]], remaining: dict[int, int], caption: str) -> Any:
    figure, panels = pictures.sheet("The self-enforcing rule among near equals", caption, columns=2, size=(10.5, 4.2))
    for panel, names in zip(panels[0], (list(MAJORITIES)[:1], list(MAJORITIES)[1:]), strict=True):
        for k, name in enumerate(names):
            draw_steps(panel, name, sizes[name], pictures.COLOURS[k], pictures.MARKS[2 * k])
        panel.set_xticks(range(1, len(sizes[names[0]]) + 1))
        panel.set_yticks(sorted({count for name in names for count in sizes[name]}))
        panel.set_ylim(0, len(sizes[names[0]]) + 1)
    style = {"color": pictures.COLOURS[1], "markersize": 9, "markerfacecolor": "none", "linestyle": "none"}
    panels[0, 0].plot(
        list(remaining), list(remaining.values()), marker="s", label="never beaten in the mechanics", **style
    )
    pictures.name(panels[0, 0], "Simple majority", x="contenders", y="members of the ruling coalition")
    pictures.name(panels[0, 1], "Larger majorities", x="contenders")
    for panel in panels[0]:
        pictures.legend(panel, loc="upper left")
    return figure


def draw_steps(panel: Any, name: str, got: list[int], colour: str, mark: str) -> None:
    numbers = np.arange(1, len(got) + 1)
    due = [theorem(int(n), MAJORITIES[name]) for n in numbers]
    panel.step(numbers, due, where="post", color=colour, linewidth=1.3)
    panel.plot(numbers, got, mark, color=colour, markersize=5, label=name)
