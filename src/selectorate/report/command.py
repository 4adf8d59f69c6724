"""The command that asks a question again: the question alone, with its defaults, in one order."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence


def run_command(
    scenario: str,
    *,
    histories: int,
    seed: int,
    set: Mapping[str, float],
    happenings: str = "recorded",
    changes: Sequence[str] = (),
    start: str | None = None,
    parameters: str | None = None,
) -> str:
    """The ``run`` command of a question. It leaves out what cannot change the answer, such as threads.

    ``changes`` are options as `ensemble.asking.words` gives them, and ``start`` is the month from which they hold.
    ``parameters`` is where they come from, where that was asked for.

    >>> run_command("association", histories=100, seed=7, set={"turnover": 0.02, "partisan": 0.0})
    'selectorate run association --histories 100 --seed 7 --set partisan=0 --set turnover=0.02'
    """
    words = ["selectorate", "run", scenario, "--histories", f"{histories}", "--seed", f"{seed}"]
    return shlex.join(words + options(set, happenings, changes, start, parameters))


def replay_command(  # noqa: PLR0913 - so many things make up a question
    scenario: str,
    *,
    history: int,
    seed: int,
    set: Mapping[str, float],
    happenings: str = "recorded",
    changes: Sequence[str] = (),
    start: str | None = None,
    find: tuple[str, int] | None = None,
    twin: bool = False,
    parameters: str | None = None,
    particle: int | None = None,
) -> str:
    """The ``replay`` command of one history, by its number or by what it is to be ``find`` by among so many.

    With ``particle`` it is the one of a draw of the posterior, which has luck of its own and no seed.
    With ``twin`` it is told as it was, beside its twin in the world that the other options change.

    >>> replay_command("association", history=17, seed=7, set={}, changes=["--do", "chair.holder=ben"], start="2002-01")
    'selectorate replay association --history 17 --seed 7 --do chair.holder=ben --from 2002-01'
    """
    which = ["--find", find[0], "--histories", f"{find[1]}"] if find else ["--history", f"{history}"]
    which = [*which, "--seed", f"{seed}"] if particle is None else ["--particle", f"{particle}"]
    words = ["selectorate", "replay", scenario, *which, *(["--twin"] if twin else [])]
    return shlex.join(words + options(set, happenings, changes, start, parameters))


def explain_command(
    scenario: str, *, outcome: str | None, factor: str | None, histories: int, seed: int, options: Sequence[str] = ()
) -> str:
    """The ``explain`` command of a question; ``options`` are those of `options`.

    >>> explain_command("association", outcome=None, factor="chair_powers", histories=500, seed=7)
    'selectorate explain association --factor chair_powers --histories 500 --seed 7'
    """
    asked = ["--outcome", outcome] if outcome else []
    asked += ["--factor", factor] if factor else []
    words = ["selectorate", "explain", scenario, *asked, "--histories", f"{histories}", "--seed", f"{seed}"]
    return shlex.join([*words, *options])


def compare_command(scenario: str, *, histories: int, seed: int, options: Sequence[str]) -> str:
    """The ``compare`` command of a question; ``options`` are those of `options`.

    >>> compare_command("association", histories=500, seed=7, options=["--without", "chair_powers"])
    'selectorate compare association --histories 500 --seed 7 --without chair_powers'
    """
    return shlex.join(
        ["selectorate", "compare", scenario, "--histories", f"{histories}", "--seed", f"{seed}", *options]
    )


def flow_command(scenario: str, *, histories: int, seed: int, options: Sequence[str] = ()) -> str:
    """The ``flow`` command of a question; ``options`` are those of `options`.

    >>> flow_command("association", histories=500, seed=7, options=["--set", "partisan=0"])
    'selectorate flow association --histories 500 --seed 7 --set partisan=0'
    """
    words = ["selectorate", "flow", scenario, "--histories", f"{histories}", "--seed", f"{seed}"]
    return shlex.join([*words, *options])


def record_command(scenario: str, *, targets: str | None, parameters: str | None, histories: int, seed: int) -> str:
    """The ``record`` command of a question.

    >>> record_command("association", targets=None, parameters="hand-set", histories=500, seed=7)
    'selectorate record association --parameters hand-set --histories 500 --seed 7'
    """
    words = ["selectorate", "record", scenario, *(["--targets", targets] if targets else [])]
    words += ["--parameters", parameters] if parameters else []
    return shlex.join([*words, "--histories", f"{histories}", "--seed", f"{seed}"])


def fit_command(scenario: str, *, targets: str | None, draws: int, seed: int, out: str | None) -> str:
    """The ``fit`` command of a question.

    >>> fit_command("association", targets=None, draws=500, seed=7, out="posterior.npz")
    'selectorate fit association --draws 500 --seed 7 --out posterior.npz'
    """
    words = ["selectorate", "fit", scenario, *(["--targets", targets] if targets else []), "--draws", f"{draws}"]
    return shlex.join([*words, "--seed", f"{seed}", *(["--out", out] if out else [])])


def readings_command(scenario: str, *, repeats: int, seed: int, out: str | None) -> str:
    """The ``readings`` command that makes an answer again.

    >>> readings_command("ussr-1922", repeats=8, seed=1, out=None)
    'selectorate readings ussr-1922 --again --repeats 8 --seed 1'
    """
    words = ["selectorate", "readings", scenario, "--again", "--repeats", f"{repeats}", "--seed", f"{seed}"]
    return shlex.join([*words, *(["--out", out] if out else [])])


def when_command(
    scenario: str, *, outcome: str | None, repeats: int, seed: int, again: bool = False, out: str | None = None
) -> str:
    """The ``when`` command of a question.

    >>> when_command("ussr-1922", outcome="left_first", repeats=8, seed=1)
    'selectorate when ussr-1922 --outcome left_first --repeats 8 --seed 1'
    """
    words = ["selectorate", "when", scenario, *(["--outcome", outcome] if outcome else []), *["--again"] * again]
    return shlex.join([*words, "--repeats", f"{repeats}", "--seed", f"{seed}", *(["--out", out] if out else [])])


def essays_command(scenario: str, *, seed: int, out: str | None) -> str:
    """The ``evidence --essays`` command that makes an answer again.

    >>> essays_command("ussr-1922", seed=1, out=None)
    'selectorate evidence --essays ussr-1922 --again --seed 1'
    """
    words = ["selectorate", "evidence", "--essays", scenario, "--again", "--seed", f"{seed}"]
    return shlex.join([*words, *(["--out", out] if out else [])])


def studio_command(scenario: str) -> str:
    """The ``studio`` command that makes anew what a page opens with.

    >>> studio_command("ussr-1922")
    'selectorate studio ussr-1922 --again'
    """
    return shlex.join(["selectorate", "studio", scenario, "--again"])


def evidence_command(name: str, scenario: str) -> str:
    """The ``evidence`` command of an entry.

    >>> evidence_command("circular_flow", "ussr-1922")
    'selectorate evidence circular_flow ussr-1922'
    """
    return shlex.join(["selectorate", "evidence", name, scenario])


def options(
    set: Mapping[str, float],
    happenings: str,
    changes: Sequence[str],
    start: str | None,
    parameters: str | None = None,
) -> list[str]:
    """The options by which a world differs from the scenario, in one order."""
    words = ["--parameters", parameters] if parameters else []
    for name, value in sorted(set.items()):
        words += ["--set", f"{name}={number(value)}"]
    words += ["--happenings", happenings] if happenings != "recorded" else []
    return [*words, *changes, *(["--from", start] if start else [])]


def check_command(scenario: str) -> str:
    """The ``check`` command of a scenario."""
    return shlex.join(["selectorate", "check", scenario])


def number(value: float) -> str:
    """A number so that it is read back to the last bit, without a needless ``.0``."""
    return repr(float(value)).removesuffix(".0")
