"""Answers as a reader meets them: text for a terminal, tables and figures for a notebook, JSON and rows for programs.

>>> from selectorate import report
>>> answer = report.run("association", histories=100, seed=7)
>>> answer.command
'selectorate run association --histories 100 --seed 7'
>>> report.check("association").loops[0].texts()
['executive->branches', 'branches->assembly', 'assembly->board', 'board->executive']
"""

from __future__ import annotations

from selectorate.report.answer import Answer
from selectorate.report.asking import given, run
from selectorate.report.checking import Check, check, refusal
from selectorate.report.command import (
    check_command,
    essays_command,
    evidence_command,
    fit_command,
    readings_command,
    record_command,
    replay_command,
    run_command,
    when_command,
)

__all__ = [
    "Answer",
    "Check",
    "check",
    "check_command",
    "essays_command",
    "evidence_command",
    "fit_command",
    "given",
    "readings_command",
    "record_command",
    "refusal",
    "replay_command",
    "run",
    "run_command",
    "when_command",
]
