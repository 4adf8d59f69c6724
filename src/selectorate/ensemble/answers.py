"""Answers that lie beside a scenario's files, as they were written."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from typing import Any

from selectorate.compiling import kernel_hash
from selectorate.ensemble.posterior import folder
from selectorate.errors import QuestionError
from selectorate.scenario import Scenario

Told = Mapping[str, Any]


def beside(scenario: Scenario, name: str) -> Told | None:
    """The answer in a file beside a scenario, packed where its name ends so; None where there is no such file.

    Raises:
        QuestionError: the file holds no answer.
    """
    path = folder(scenario) / name if scenario.places else None
    if path is None or not path.is_file():
        return None
    try:
        data = path.read_bytes()
        told = json.loads((gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8"))
        _ = told["scenario_hash"], told["kernel_hash"], told["command"]
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        raise QuestionError(f"{str(path)!r} holds no answer: remove it, or make it anew with --again") from None
    found: Told = told
    return found


def misfit(told: Told, scenario: Scenario) -> str | None:
    """Why an answer cannot be used for a scenario, None where it can."""
    if told["scenario_hash"] != scenario.hash:
        return "it was made for another scenario"
    return "it was made by another kernel" if told["kernel_hash"] != kernel_hash() else None
