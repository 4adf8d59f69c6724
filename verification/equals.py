"""Societies of equals, made for proofs: contenders who differ in nothing but what a proof lets them differ in.

A board sits every month and is elected once a year by an assembly of branch heads; whoever has most of its seats fills
the chair, which is vacant at first, and the chair appoints the heads. Motions against a contender are brought in the
board. All have the same scores, no views and no affinities; every branch is free at the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selectorate.parameters import CATALOGUE
from selectorate.scenario import load

RUNGS = {
    "censured": {"name": "Censured", "rank": 1, "takes": "nothing"},
    "off_board": {"name": "Off the board", "rank": 2, "takes": "seat", "body": "board"},
    "expelled": {"name": "Expelled", "rank": 3, "takes": "membership"},
}
BRANCHES = 30


def equals(
    following: Sequence[int],
    *,
    strategy: str,
    mechanisms: Sequence[str],
    changes: Mapping[str, float] | None = None,
    elections: bool = True,
    seated: bool = False,
) -> dict[str, Any]:
    """A scenario with one contender for each entry of ``following``, which is how many seats of the board are his.

    Parameters are those of the shipped scenario but for ``changes``; no rung has a reluctance of its own. Without
    ``elections`` seats of the board that fall vacant stay so, and strengths change only as contenders fall. ``seated`` contenders
    sit on the board themselves, besides their followings.
    """
    ids = [f"c{k + 1:02d}" for k in range(len(following))]
    contenders = {
        name: {"name": f"Contender {k + 1}", "short": f"C{k + 1}", "luck_key": k + 1, "scores": {"fame": 0.5},
               "strategy": strategy}
        for k, name in enumerate(ids)
    }  # fmt: skip
    return {
        "scenario": {
            "title": "A society of equals", "summary": "Made for a proof.", "start": "2001-01", "end": "2010-12",
            "read": "2010-12", "outcome": f"holds_chair:{ids[0]}", "office": "chair", "mechanisms": list(mechanisms),
            "roles": {"base": "branches", "congress": "assembly", "committee": "board"},
        },
        "traits": {
            trait: {"constant": 0.0, "weights": {"fame": 1.0}, "because": "The same for all."}
            for trait in ("standing", "boldness", "skill")
        },
        "contenders": contenders,
        "bodies": bodies(dict(zip(ids, following, strict=True)), ids if seated else []),
        "offices": {
            "chair": {
                "name": "Chair", "luck_key": 1, "chosen_by": "board", "visibility": 0.3,
                "powers": [{"power": "appoint", "over": ["branches"]}, {"power": "slate", "over": ["board"]}],
            }
        },
        "units": {"branch": {"name": "Branch", "luck_key": 101, "repeat": BRANCHES, "weight": 1}},
        "calendar": {
            "meeting": {"title": "Meeting of the board", "start": "2001-01", "every": 1, "bodies": ["board"]},
            "assembly": {"title": "Assembly", "start": "2001-12", "every": 12, "bodies": ["assembly", "board"],
                         "elects": ["board"] if elections else []},
        },
        "rungs": {name: rung | {"motions": [{"bodies": ["board"], "threshold": 0.5}]} for name, rung in RUNGS.items()},
        "endings": {"all": {"title": "All", "rank": 1}},
        "outcomes": {"holds_chair": {"title": "Holds the chair", "each": "contender", "when": {"holds": "chair"}}},
        "parameters": parameters(mechanisms, changes or {}),
    }  # fmt: skip


def bodies(following: Mapping[str, int], holders: Sequence[str]) -> dict[str, Any]:
    """Branches, their assembly, and a board with these followings and these contenders."""
    return {
        "branches": {"name": "Branches", "luck_key": 1, "chosen": {"how": "appointed_by", "body": "board"}},
        "assembly": {"name": "Assembly", "luck_key": 2, "chosen": {"how": "delegates_of", "body": "branches"}},
        "board": {
            "name": "Board", "luck_key": 3, "chosen": {"how": "elected_by", "body": "assembly"},
            "seats": {"2001-01": sum(following.values()) + len(holders)}, "following": dict(following),
            "holders": list(holders),
        },
    }  # fmt: skip


def parameters(mechanisms: Sequence[str], changes: Mapping[str, float]) -> dict[str, Any]:
    """The shipped scenario's parameters of these mechanisms, some of them changed."""
    shipped = load("ussr-1922").document.parameters
    used: dict[str, Any] = {}
    for name, spec in CATALOGUE.items():
        if spec.mechanism in {"always", *mechanisms}:
            value = float(changes.get(name, shipped[name].value))
            prior = {"uniform": [spec.low, spec.high]}
            used[name] = {"unit": spec.unit, "value": value, "prior": prior, "because": "Made for a proof."}
    return used
