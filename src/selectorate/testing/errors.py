"""What a broken contract says."""

from __future__ import annotations


class ContractError(AssertionError):
    """A scenario, mechanism or strategy does not keep a contract; the message says which, where and how."""


def demand(kept: object, message: str) -> None:
    """Raise `ContractError` unless something is kept."""
    if not kept:
        raise ContractError(message)
