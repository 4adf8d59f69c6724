"""A posterior: sets of parameters learnt from a record, each with the luck under which it met that record.

It is one file of arrays beside the scenario's own (``posterior.npz``), and says for which scenario and which kernel it
was made: for any other it is worth nothing, and is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from selectorate.compiling import kernel_hash
from selectorate.ensemble.draws import Floats, Ints
from selectorate.ensemble.luck import Keys
from selectorate.ensemble.priors import Priors
from selectorate.errors import OutputError, QuestionError, nearest
from selectorate.scenario import Scenario
from selectorate.scenario.loading import SHIPPED
from selectorate.simulation.history import choose

POSTERIOR, HAND_SET = "posterior", "hand-set"
"""What parameters can be called; anything else is the name of a file."""

FILE = "posterior.npz"
FOLDER = "readings"
"""Where the posterior of each reading lies, beside a scenario's files."""


@dataclass(frozen=True, eq=False, repr=False)
class Posterior:
    """Draws from a posterior.

    Attributes:
        names: of the parameters.
        draws: parameters (k, names).
        keys: the luck of each draw, one key a year (k, years).
        logs: log likelihood of each draw's own history (k,).
        scenario: hash of the scenario they were learnt for.
        kernel: hash of the kernel.
        about: how they were made: the command, the seed, what it took and what is left of the luck.
        file: that it was asked for by; None of the one beside its scenario.
    """

    names: tuple[str, ...]
    draws: Floats
    keys: Keys
    logs: Floats
    scenario: str
    kernel: str
    about: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None

    def __len__(self) -> int:
        return len(self.draws)

    def chosen(self, seed: int, first: int, count: int) -> Ints:
        """Which draw each of so many histories of a seed is lived with (count,)."""
        which = np.zeros(count, np.int64)
        choose(np.uint64(seed), first, len(self), which)
        return which

    def parameters(self, number: int) -> dict[str, float]:
        """The parameters of one draw.

        Raises:
            QuestionError: there is no draw of this number.
        """
        if not 0 <= number < len(self):
            raise QuestionError(f"draws of this posterior are 0 to {len(self) - 1:,}, not {number:,}")
        return dict(zip(self.names, self.draws[number].tolist(), strict=True))

    @property
    def called(self) -> str:
        """What its parameters are called in an answer."""
        return POSTERIOR if self.file is None else self.file

    @cached_property
    def hash(self) -> str:
        """What names its draws: a digest over them and their names."""
        text = json.dumps(self.names).encode()
        return hashlib.sha256(text + np.ascontiguousarray(self.draws).tobytes()).hexdigest()

    def inference_data(self, prior: Floats | None = None) -> Any:
        """The draws as ArviZ holds them: an ``InferenceData`` with one chain and a variable for each parameter.

        Its group ``posterior`` has the parameters, ``sample_stats`` as ``lp`` the log likelihood of each draw's own
        history, and ``prior`` the draws from the prior, where they are given.

        Args:
            prior: draws from the prior (k, names), as `selectorate.ensemble.priors.Priors.draw` gives them.

        Raises:
            QuestionError: ArviZ is not installed, or the draws from the prior are of other parameters.
        """
        if prior is not None and prior.shape[1:] != (len(self.names),):
            raise QuestionError(f"draws from the prior have a column for each of {len(self.names)} parameters")
        try:
            with warnings.catch_warnings():
                # What its next release will be is told at every import.
                warnings.simplefilter("ignore", FutureWarning)
                import arviz  # noqa: PLC0415 - comes with the extra
        except ImportError as error:
            wanted = 'pip install "selectorate[analysis]"'
            raise QuestionError(f"an InferenceData needs the extra `analysis`: {wanted} ({error})") from None
        return arviz.from_dict(
            posterior=_chain(self.names, self.draws),
            sample_stats=_chain(("lp",), self.logs[:, np.newaxis]),
            prior=None if prior is None else _chain(self.names, prior),
            posterior_attrs={"scenario": self.scenario, "kernel": self.kernel},
        )

    def misfit(self, scenario: Scenario) -> str | None:
        """Why it cannot be used for a scenario, None where it can."""
        if self.scenario != scenario.hash:
            return f"was made for another scenario ({self.scenario[:12]}, and this one is {scenario.hash[:12]})"
        if self.kernel != kernel_hash():
            return f"was made by another kernel ({self.kernel[:12]}, and this one is {kernel_hash()[:12]})"
        return None

    def doubting(self, scenario: Scenario) -> Posterior:
        """The same for a scenario of which claims are false, where it fits the scenario before; else as it is.

        Draw by draw parameters are the same, but for what the doubts believe otherwise: these have the doubts' priors,
        drawn by luck that hangs on their names alone.
        """
        if scenario.before is None or self.misfit(scenario.before) is not None:
            return self
        doubts = [scenario.document.doubts[name] for name in scenario.false]
        shifted = sorted({name for doubt in doubts for name in doubt.priors})
        names = (*self.names, *(name for name in shifted if name not in self.names))
        draws = np.full((len(self), len(names)), np.nan)
        draws[:, : len(self.names)] = self.draws
        for name in shifted:
            key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
            luck = np.random.Generator(np.random.Philox(np.random.SeedSequence(key)))
            draws[:, names.index(name)] = Priors.of(scenario, [name]).draw(luck, len(self))[:, 0]
        return replace(self, names=names, draws=draws, scenario=scenario.hash)

    def save(self, path: Path) -> None:
        """Write it to a file, whole or not at all.

        Raises:
            OutputError: the file cannot be written.
        """
        told = {"names": list(self.names), "scenario": self.scenario, "kernel": self.kernel, "about": dict(self.about)}
        text = np.frombuffer(json.dumps(told).encode(), np.uint8)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as there:
                np.savez_compressed(there, draws=self.draws, keys=self.keys, logs=self.logs, about=text)
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise OutputError(f"cannot write {str(path)!r}: {error.strerror or error}") from None

    @classmethod
    def load(cls, path: Path) -> Posterior:
        """Read a file that `save` wrote.

        Raises:
            QuestionError: there is no such file, or it holds no posterior.
        """
        try:
            with path.open("rb") as there, np.load(there, allow_pickle=False) as found:
                told = json.loads(bytes(found["about"]).decode())
                draws, keys, logs = (found[name] for name in ("draws", "keys", "logs"))
                made = cls(tuple(told["names"]), draws, keys, logs, told["scenario"], told["kernel"], told["about"])
        except OSError as error:
            raise QuestionError(f"cannot read the posterior {str(path)!r}: {error.strerror or error}") from None
        except (ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error):
            made = None
        if made is None or not made.is_whole():
            raise QuestionError(f"{str(path)!r} holds no posterior: `selectorate fit` makes one")
        return made

    def is_whole(self) -> bool:
        """Whether there is a draw, and of each draw all that it has to have."""
        if (self.draws.ndim, self.keys.ndim, self.logs.ndim) != (2, 2, 1) or self.draws.shape[1] != len(self.names):
            return False
        return len(self.draws) == len(self.keys) == len(self.logs) > 0


def _chain(names: tuple[str, ...], draws: Floats) -> dict[str, Floats]:
    """Draws (k, names) as one chain (1, k) of each name."""
    return {name: draws[np.newaxis, :, i] for i, name in enumerate(names)}


def folder(scenario: Scenario) -> Path:
    """The folder that a scenario was read from."""
    return Path(next(iter(scenario.places.values()))[0]).parent


def fitting(scenario: Scenario) -> str:
    """The command that makes the posterior beside a scenario, or that of the reading that is supposed."""
    place = folder(scenario)
    name = scenario.name if place == SHIPPED / scenario.name else str(place)
    if scenario.reading is not None:
        return shlex.join(["selectorate", "readings", name, "--again"])
    return shlex.join(["selectorate", "fit", name])


def shipped(scenario: Scenario) -> Posterior | None:
    """The posterior beside a scenario's files, or that of the reading that is supposed, if there is one."""
    if scenario.before is not None:
        known = shipped(scenario.before)
        return known.doubting(scenario) if known else None
    if not scenario.places:
        return None
    name = FILE if scenario.reading is None else f"{FOLDER}/{scenario.reading}.npz"
    path = folder(scenario) / name
    return Posterior.load(path) if path.is_file() else None


def misfitting(scenario: Scenario) -> str | None:
    """Why the posterior beside a scenario cannot be used, and what to do; None where it can, or there is none."""
    found = shipped(scenario)
    wrong = found.misfit(scenario) if found else None
    return f"{wrong}: `{fitting(scenario)}` makes the right one" if wrong else None


def named(scenario: Scenario, parameters: str | Path | None = None) -> Posterior | None:
    """The posterior that parameters are drawn from, or None where they are the hand-set ones.

    Args:
        scenario: whose parameters.
        parameters: ``"posterior"`` for that beside the scenario, ``"hand-set"``, or a file; by default the posterior,
            if there is one that fits.

    Raises:
        QuestionError: a posterior is asked for by name or file, and there is none or it does not fit.
    """
    if parameters == HAND_SET:
        return None
    if parameters is None:
        found = shipped(scenario)
        return found if found and found.misfit(scenario) is None else None
    make = fitting(scenario)
    if parameters == POSTERIOR:
        found, called = shipped(scenario), f"the posterior of {scenario.name}"
        if found is None:
            raise QuestionError(f"{scenario.name} has no posterior: `{make}` makes one")
    else:
        if not Path(parameters).exists():
            hint = nearest(str(parameters), (POSTERIOR, HAND_SET))
            raise QuestionError(f"parameters are {POSTERIOR}, {HAND_SET} or a file, not {str(parameters)!r}{hint}")
        found = replace(Posterior.load(Path(parameters)), file=str(parameters)).doubting(scenario)
        called = repr(str(parameters))
        make += f" --out {shlex.quote(str(parameters))}"
    if wrong := found.misfit(scenario):
        raise QuestionError(f"{called} {wrong}: `{make}` makes the right one")
    return found
