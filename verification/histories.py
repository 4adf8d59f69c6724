"""Histories for the proofs: made scenarios, and what the engine does in them, read at any month."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from selectorate.ensemble import Columns
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all, yearly_keys
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts, Months

BLOCK = 10_000


def keys_of(model: Model, histories: int, seed: int, first: int = 0) -> NDArray[np.uint64]:
    """The yearly keys of histories ``first`` to ``first + histories``."""
    world = model.worlds[0]
    start, end = world.calendar[0], world.calendar[world.count.months - 1]
    keys = np.zeros((histories, end - start + 1), np.uint64)
    yearly_keys(np.uint64(seed), first, start, keys)
    return keys


def live(model: Model, histories: int, *, seed: int, read: int | None = None) -> Facts:
    """Facts of so many histories; with ``read``, as they stand at the end of that month, at which they end."""
    worlds = copy(model.worlds)
    keys = keys_of(model, histories, seed)
    if read is not None:
        worlds[0].rules.read = read
        worlds[0].count.months = read + 1
    states = new_state()
    blocks = []
    for first in range(0, histories, BLOCK):
        blocks.append(new_facts(worlds[0], min(BLOCK, histories - first)))
        live_all(worlds, states, blocks[-1], keys[first : first + BLOCK])
    facts: Facts = joined(blocks)
    return facts


def joined(blocks: Sequence[Any]) -> Any:
    """Facts of blocks as those of all their histories, what is kept month by month with them."""
    if not isinstance(blocks[0], tuple):
        return np.concatenate(blocks)
    return type(blocks[0])(*(joined(parts) for parts in zip(*blocks, strict=True)))


def arrays(facts: Facts | Columns | Months) -> Iterator[tuple[str, NDArray[Any]]]:
    """Everything that is kept, by name."""
    for name, kept in zip(facts._fields, facts, strict=True):
        if isinstance(kept, tuple):
            yield from ((f"{name}.{part}", array) for part, array in arrays(kept))
        else:
            yield name, kept


def fingerprint(facts: Facts | Columns) -> str:
    """SHA-256 over every bit of the facts."""
    digest = hashlib.sha256()
    for name, array in arrays(facts):
        digest.update(f"{name} {array.dtype} {array.shape}\0".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def document_of(scenario: Scenario | str) -> dict[str, Any]:
    """A scenario as plain data that can be changed and written again."""
    known = load(scenario) if isinstance(scenario, str) else scenario
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(known.written())
    return data


def text_of(document: Mapping[str, Any]) -> str:
    """Plain data as the text of a scenario file."""
    stream = io.StringIO()
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 4096
    yaml.dump(dict(document), stream)
    return stream.getvalue()


def made(work: Path, name: str, document: Mapping[str, Any] | str) -> Scenario:
    """Write a scenario to a folder of its own, and read it as any other."""
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    text = document if isinstance(document, str) else text_of(document)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def model_of(scenario: Scenario | str, changes: Mapping[str, float] | None = None) -> Model:
    """A world ready to run."""
    return build(load(scenario) if isinstance(scenario, str) else scenario, set=changes)
