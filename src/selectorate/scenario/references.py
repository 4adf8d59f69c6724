"""Which field names what: every id that one entry uses of another, and where one is unknown.

The table has the shape of a scenario. A text says of what kind the name is that stands there; ``[x]`` is a list of x;
``"*"`` stands for every entry of a mapping, ``KEYS`` for its keys. It is read beside the tree as written, so that
references are looked up in entries, too, that are not valid for another reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from selectorate.parameters import MECHANISMS, RULES
from selectorate.scenario.messages import unknown
from selectorate.scenario.parts import Parts, unit_names
from selectorate.scenario.places import Found, Path

KEYS = "keys"
_CLAIMS = ["claim"]
_SOURCES = ["source"]

_CONDITION: dict[str, Any] = {
    "following": {"body": "body"},
    "every_other": {"off": "body", "under": "rung"},
    "opposed_blocs": {"body": "body"},
    "holds": "office",
    "lost": "office",
    "reached": {"rung": "rung", "contenders": ["contender"]},
    "before": {"rung": "rung", "first": ["contender"], "then": ["contender"]},
}
_CONDITION |= {"all": [_CONDITION], "any": [_CONDITION]}

_PERSON: dict[str, Any] = {
    "views": {KEYS: "policy axis"},
    "later_views": [{"views": {KEYS: "policy axis"}}],
    "claims": _CLAIMS,
    "patron": "contender",
    "affinities": {KEYS: "contender"},
}

_CHANGE: dict[str, Any] = {
    "set": {"parameter": "parameter"},
    "series": {"series": "series"},
    "happening": {"happening": "happening"},
    "holder": {"office": "office", "contender": "contender"},
    "share_power": {"office": "office"},
    "abolish_power": {"office": "office"},
    "strategy": {"contenders": ["contender"]},
    "traits": {"contenders": ["contender"]},
    "ties": {"contender": "contender"},
    "rule": {"rule": "rule"},
}

_MOMENT: dict[str, Any] = {
    "removal": {"contender": "contender", "rung": "rung"},
    "office_loss": "office",
    "event": {"who": "person", "whom": "person"},
    "worst": {"economy": "measure"},
}

_ARGS: dict[str, Any] = _MOMENT | {
    "from": _MOMENT,
    "to": _MOMENT,
    "until": _MOMENT,
    "rung": "rung",
    "rungs": ["rung"],
    "contender": "contender",
    "first": ["contender"],
    "then": ["contender"],
    "body": "body",
    "bodies": ["body"],
    "patron": "contender",
    "holder_of": "office",
    "whom": "person",
    "session": "session",
    "partners": {"of": "contender", "groups": {"*": ["contender"]}},
    "office": "office",
    "axis": "policy axis",
    "series": "series",
}

_VARIANT: dict[str, Any] = {
    "denies": ["mechanism"],
    "changes": [_CHANGE],
    "priors": {"*": {"claims": _CLAIMS}, KEYS: "parameter"},
}

TABLE: dict[str, Any] = {
    "scenario": {
        "factor": "factor",
        "office": "office",
        "mechanisms": ["mechanism"],
        "roles": {"*": "body"},
        "membership": {"total": "series", "workers": "series"},
    },
    "traits": {"*": {"claims": _CLAIMS, "weights": {KEYS: "score"}}},
    "contenders": {"*": _PERSON},
    "people": {"*": _PERSON},
    "bodies": {
        "*": {
            "claims": _CLAIMS,
            "chosen": {"body": "body"},
            "holders": ["person"],
            "candidate_holders": ["person"],
            "following": {KEYS: "contender"},
        }
    },
    "offices": {"*": {"claims": _CLAIMS, "chosen_by": "body", "heads": "body", "holder": "person", "deputy": "person"}},
    "units": {"*": {"claims": _CLAIMS, "sources": _SOURCES, "patron": "contender"}},
    "calendar": {"*": {"claims": _CLAIMS, "bodies": ["body"], "elects": ["body"]}},
    "happenings": {
        "*": {
            "claims": _CLAIMS,
            "hazard": {"after": "happening"},
            "effects": [
                {
                    "dies": "person",
                    "capacity": {"person": "person"},
                    "absent": {"person": "person"},
                    "testament": {"against": "person"},
                }
            ],
        }
    },
    "economy": {"*": {"claims": _CLAIMS, "series": "series", "axis": "policy axis"}},
    "rungs": {
        "*": {
            "claims": _CLAIMS,
            "body": "body",
            "motions": [{"bodies": ["body"], "of": "body"}],
            "reluctance": "parameter",
            "hazard": "parameter",
        }
    },
    "endings": {"*": {"when": _CONDITION}},
    "outcomes": {"*": {"when": _CONDITION}},
    "factors": {"*": {"claims": _CLAIMS, "contrasts": {"*": {"changes": [_CHANGE]}}}},
    "parameters": {"*": {"claims": _CLAIMS}},
    "series": {"*": {"claims": _CLAIMS, "sources": _SOURCES}},
    "events": {"*": {"claims": _CLAIMS, "sources": _SOURCES}},
    "record": {
        "removals": [{"contender": "contender", "rung": "rung", "event": "event"}],
        "terms": [{"office": "office"}],
        "compositions": [{"body": "body"}],
    },
    "targets": {
        "*": {"claims": _CLAIMS, "sources": _SOURCES, "events": ["event"], "statistic": {"args": _ARGS}},
    },
    "readings": {
        "*": _VARIANT
        | {
            "asserts": ["mechanism"],
            "signatures": {"*": {"claims": _CLAIMS, "statistic": {"args": _ARGS}}},
            "claims_for": _CLAIMS,
            "claims_against": _CLAIMS,
            "essays": _SOURCES,
            "sources": _SOURCES,
        },
    },
    "doubts": {KEYS: "claim", "*": _VARIANT},
    "assertions": {"*": {"claims": _CLAIMS, "essay": "source", "factor": "factor", "changes": [_CHANGE]}},
    "claims": {"*": {"sources": [{"source": "source"}], "conflicts": _CLAIMS}},
}

Known = Mapping[str, Collection[str] | None]


def known_names(parts: Parts) -> Known:
    """Return the names of each kind; None where a section that holds them could not be read."""
    return {
        "body": parts.names("bodies"),
        "office": parts.names("offices"),
        "contender": parts.names("contenders"),
        "person": parts.names("contenders", "people"),
        "unit": _units(parts),
        "claim": parts.names("claims"),
        "source": parts.names("sources"),
        "rung": parts.names("rungs"),
        "parameter": parts.names("parameters"),
        "happening": parts.names("happenings"),
        "series": parts.names("series"),
        "session": parts.names("calendar"),
        "measure": parts.names("economy"),
        "event": parts.names("events"),
        "factor": parts.names("factors"),
        "policy axis": parts.names("policy"),
        "score": _scores(parts),
        "mechanism": MECHANISMS,
        "rule": RULES,
    }


def _units(parts: Parts) -> Collection[str] | None:
    written = parts.names("units")
    if written is None:
        return None
    return {
        copy for name in written for copy in (unit_names(name, parts.units[name]) if name in parts.units else [name])
    }


def _scores(parts: Parts) -> Collection[str] | None:
    if not parts.valid("contenders"):
        return None
    return {score for contender in parts.contenders.values() for score in contender.scores}


def unknown_names(parts: Parts) -> Iterator[Found]:
    """Every name that stands for nothing."""
    yield from _walk(parts.written.tree, TABLE, known_names(parts), ())


def _walk(value: Any, shape: Any, known: Known, path: Path) -> Iterator[Found]:
    if isinstance(shape, str):
        if isinstance(value, str):
            yield from _look_up(value, shape, known, path)
    elif isinstance(shape, list):
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _walk(item, shape[0], known, (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if KEYS in shape:
                yield from _look_up(name, shape[KEYS], known, (*path, name), key=True)
            if below := shape.get(name) or shape.get("*"):
                yield from _walk(item, below, known, (*path, name))


def _look_up(name: str, kind: str, known: Known, path: Path, *, key: bool = False) -> Iterator[Found]:
    names = known[kind]
    if names is not None and name not in names:
        yield Found(path, unknown(kind, name, names), key)
