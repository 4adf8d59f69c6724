"""The verbs ``store list`` and ``store clean``: what is kept on disk, and how to be rid of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from selectorate.cli.streams import say, say_json
from selectorate.compiling import kernel_hash
from selectorate.ensemble import Store
from selectorate.ensemble.manifest import Block
from selectorate.ensemble.store import MANIFEST, place

SCHEMA = "selectorate/store/1"


def listed(folder: str | None, *, json: bool) -> None:
    """Print what a store holds: every block as JSON, or a line for each kind, scenario and kernel."""
    found = place(folder)
    blocks = _blocks(folder)
    if json:
        kept = {"bytes": sum(block.bytes for block in blocks), "blocks": [asdict(block) for block in blocks]}
        say_json({"schema": SCHEMA, "folder": str(found), "kernel": kernel_hash(), **kept})
    else:
        say("\n".join([f"{found}: {_size(blocks)}", *_lines(blocks)]))


def cleaned(folder: str | None, *, other_kernels: bool) -> None:
    """Empty a store, and print what that freed."""
    found, count, freed = place(folder), 0, 0
    if (found / MANIFEST).exists():
        with Store(found) as store:
            before = len(store.blocks())
            freed = store.clean(other_kernels=other_kernels)
            count = before - len(store.blocks())
    say(f"{found}: removed {_blocks_of(count)}, {freed:,} bytes")


def _blocks(folder: str | None) -> list[Block]:
    """The blocks of a store; none where there is no store, and none is made."""
    if not (place(folder) / MANIFEST).exists():
        return []
    with Store(place(folder)) as store:
        return store.blocks()


def _lines(blocks: list[Block]) -> Iterable[str]:
    def alike(block: Block) -> tuple[str, str, str]:
        return block.scenario, block.kind, block.kernel

    for (scenario, kind, kernel), some in groupby(sorted(blocks, key=alike), alike):
        group = list(some)
        count = sum(block.count for block in group)
        whose = "" if kernel in ("", kernel_hash()) else f", by another kernel ({kernel[:12]})"
        yield f"  {scenario}: {count:,} {kind} in {_size(group)}{whose}; last {max(block.made for block in group)}"


def _size(blocks: list[Block]) -> str:
    return f"{_blocks_of(len(blocks))}, {sum(block.bytes for block in blocks):,} bytes"


def _blocks_of(count: int) -> str:
    return f"{count:,} block{'' if count == 1 else 's'}"
