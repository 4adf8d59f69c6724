"""Contract tests that come with the package: what any scenario, mechanism and strategy must keep.

Call them in tests of your own; each raises `ContractError`, or says nothing. `society` lays out a few people in whom a
mechanism can be worked by hand, and `plain` gives the kernel uncompiled, so that such a case runs at once.
"""

from __future__ import annotations

from selectorate.testing.contracts import (
    check_exchange,
    check_history,
    check_mechanism_off,
    check_permutation,
    check_record,
    check_replay,
    check_scenario,
    check_strategy,
)
from selectorate.testing.errors import ContractError
from selectorate.testing.plain import plain
from selectorate.testing.society import Society, put, society

__all__ = [
    "ContractError",
    "Society",
    "check_exchange",
    "check_history",
    "check_mechanism_off",
    "check_permutation",
    "check_record",
    "check_replay",
    "check_scenario",
    "check_strategy",
    "plain",
    "put",
    "society",
]
