"""The verb ``record``: histories beside the record, target by target."""

from __future__ import annotations

import time

from selectorate import report, scenario
from selectorate.cli.loading import loaded
from selectorate.cli.streams import compiling
from selectorate.cli.writing import say_or_json
from selectorate.ensemble.posterior import HAND_SET, POSTERIOR, named
from selectorate.ensemble.provenance import processors
from selectorate.record.predictive import predict
from selectorate.report.recorded import Recorded
from selectorate.report.recorded_text import say_recorded


def record(
    asked: str | None,
    *,
    targets: str | None,
    parameters: str | None,
    histories: int,
    seed: int,
    threads: int | None,
    json: bool,
    quiet: bool,
) -> None:
    """Live histories, hold them against the record, and print what fits and what does not."""

    def command(name: str) -> str:
        return report.record_command(name, targets=targets, parameters=parameters, histories=histories, seed=seed)

    found, name = loaded(asked, command, json=json)
    posterior = named(found, parameters)
    facts = None if targets is None else scenario.load_targets(asked, targets)
    hands = processors() if threads is None else threads
    compiling(quiet=quiet)
    began = time.perf_counter()
    predicted = predict(found, targets=facts, posterior=posterior, histories=histories, seed=seed, threads=hands)
    called = HAND_SET if posterior is None else POSTERIOR if parameters in (None, POSTERIOR) else str(parameters)
    answer = Recorded(predicted, command(name), called, hands, time.perf_counter() - began)
    say_or_json(answer, say_recorded, json=json)
