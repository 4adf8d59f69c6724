"""``selectorate store``: what is kept of histories, listed and cleaned."""

from __future__ import annotations

from typing import Annotated

import typer

from selectorate.cli.guard import guarded
from selectorate.cli.options import Debug, Json, Store

store_app = typer.Typer(help="What is kept of histories that were lived.", no_args_is_help=True, rich_markup_mode=None)


@store_app.command("list")
@guarded
def store_list(store: Store = None, json: Json = False, debug: Debug = False) -> None:
    """Print what the store holds."""
    from selectorate.cli import store as verb

    verb.listed(store, json=json)


@store_app.command("clean")
@guarded
def store_clean(
    store: Store = None,
    other_kernels: Annotated[
        bool, typer.Option("--other-kernels", help="Only what other versions of the kernel made.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Empty the store, and say how many bytes that freed."""
    from selectorate.cli import store as verb

    verb.cleaned(store, other_kernels=other_kernels)
