"""What the pages of the model print: read from the mechanisms' files and from a shipped scenario when they are built.

A page imports what it needs in a block that is run and prints it, so no number and no statement is copied. A claim, a
file or a test that does not exist stops the build.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, wraps
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from selectorate import scenario
from selectorate.evidence import Parameter, Prior
from selectorate.parameters import CATALOGUE, MECHANISMS

SHOWN = "ussr-1922"
"""The scenario whose evidence and numbers the pages print."""

PACKAGE = Path("src/selectorate")
"""Pages are built in the top folder of the checkout."""

TOGETHER = {"voting": "motions", "partners": "alignment", "offices": "sessions"}
TOGETHER |= dict.fromkeys(("powers", "acts", "seats"), "shared")
"""Files that have no page of their own, and the page on which they stand."""

STATUS = {"supported": "supported", "disputed": "disputed", "mistaken_in_essay": "mistaken in the essay"}
PLAIN = ("bodies", "power", "only")
"""Fields whose value says what they are."""

SUPPORT = {"looked_up": "looked up", "recalled": "recalled, not consulted", "essay": "an essay", "guess": "guess"}


def text(lines: Callable[..., Iterator[str]]) -> Callable[..., str]:
    """Let a function that yields lines return them as one text, for a page to print."""
    return wraps(lines)(lambda *args, **kwargs: "\n".join(lines(*args, **kwargs)))


@cache
def document() -> Any:
    """Return the shown scenario, resolved."""
    return scenario.load(SHOWN).document


def file_of(name: str) -> Path:
    """Return the source of a mechanism (``alignment``) or of a strategy (``strategies.balancing``)."""
    paths = (PACKAGE / "mechanisms" / f"{name}.py", PACKAGE / f"{name.replace('.', '/')}.py")
    return next((path for path in paths if path.exists()), PACKAGE / name / "__init__.py")


@cache
def tree(name: str) -> ast.Module:
    """Return a file as it is parsed."""
    return ast.parse(file_of(name).read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """Return every file of mechanisms and strategies that has something to say."""
    mechanisms = sorted(path.stem for path in (PACKAGE / "mechanisms").glob("[!_]*.py"))
    strategies = sorted(path.stem for path in (PACKAGE / "strategies").glob("[!_]*.py"))
    return (*mechanisms, "strategies", *(f"strategies.{name}" for name in strategies))


def said(name: str) -> tuple[str, str]:
    """Return the first line of a file's docstring, and the rest."""
    head, _, rest = (ast.get_docstring(tree(name)) or "").partition("\n")
    return head, rest.strip("\n")


def page(name: str) -> str:
    """Return where a file is described: its page as it is built, or its place on the overview."""
    stem = TOGETHER.get(name, name.partition(".")[0])
    own = Path("docs/model") / f"{stem}.md"
    return f"{stem}.html" if own.exists() else f"mechanisms.html#{name}"


def link(name: str) -> str:
    """Return a link to where a file is described."""
    return f"[{name.removeprefix('strategies.')}]({page(name)})"


def claimed(name: str) -> list[str]:
    """Return the claims that a file's docstring names, in its order."""
    found = re.search(r"^Claims(.*(?:\n\s.*)*)", said(name)[1], flags=re.MULTILINE)
    return [] if found is None else [word for word in re.findall(r"[a-z0-9_]+", found[1]) if word != "none"]


@text
def evidence(*files: str) -> Iterator[str]:
    """Return the claims that files rest on, and those that their parameters cite besides."""
    first = list(dict.fromkeys(claim for name in files for claim in claimed(name)))
    known = document().parameters
    numbers = [known[name] for name in read_by(files) if name in known]
    further = dict.fromkeys(claim for parameter in numbers for claim in parameter.claims)
    if not first and not further:
        yield "It rests on no claim: it is bookkeeping.\n"
    besides = [claim for claim in further if claim not in first]
    for title, claims in (("It rests on", first), ("Its numbers rest on", besides)):
        if claims:
            yield f"**{title}**\n"
            yield from map(cited, claims)


def cited(name: str) -> str:
    """Return a claim as an entry of a list: statement, kind, status, sources, and what speaks against it."""
    claim = document().claims[name]
    where = (f": {plain(origin.locator)}" if origin.locator else "" for origin in claim.sources)
    lines = [f"Source: {source(origin.source)}{place}" for origin, place in zip(claim.sources, where, strict=True)]
    if claim.correction:
        lines.append(f"Correction: {plain(claim.correction)}")
    if claim.note:
        lines.append(f"Note: {plain(claim.note)}")
    lines += [f"In conflict with: {plain(document().claims[other].statement)} (`{other}`)" for other in claim.conflicts]
    lines += leanings(name)
    marks = f"`{name}`: {claim.kind}, **{STATUS[claim.status]}**"
    entry = f"* <span id='{name}'></span>{plain(claim.statement)} ({marks})\n"
    return entry + "".join(f"    * {line}\n" for line in lines)


def source(name: str) -> str:
    """Return a source in words; one that was not opened says so."""
    entry = document().sources[name]
    words = f"{plain(entry.author)}, *{plain(entry.title)}*, {plain(entry.year)}"
    return words if entry.consulted else f"{words} ({SUPPORT['recalled']})"


def leanings(claim: str) -> Iterator[str]:
    """Yield the readings that a claim speaks for, and those that it speaks against."""
    for field, word in (("claims_for", "Speaks for"), ("claims_against", "Speaks against")):
        for reading in document().readings.values():
            if claim in getattr(reading, field):
                by = "; ".join(source(name) for name in reading.sources)
                yield f"{word} the reading *{plain(reading.title)}*{f' ({by})' if by else ''}"


def plain(text: str) -> str:
    """Return text of a scenario so that Markdown leaves it as it is."""
    return re.sub(r"([*_|\[\]<>])", r"\\\1", " ".join(text.split()))


@text
def equation(*files: str) -> Iterator[str]:
    """Return what each file says at its head: equation, what it reads, writes, draws, and what always holds."""
    for name in files:
        head, rest = said(name)
        yield f"`{file_of(name).as_posix()}`: {head}\n"
        if rest.strip():
            yield f"``` text\n{rest}\n```\n"


@text
def function(name: str, wanted: str) -> Iterator[str]:
    """Return what one function of a file says of itself."""
    (node,) = (node for node in tree(name).body if isinstance(node, ast.FunctionDef) and node.name == wanted)
    yield f"`{wanted}` in `{file_of(name).as_posix()}`:\n\n``` text\n{ast.get_docstring(node)}\n```\n"


Function = tuple[str, str]
"""A file and a function of it."""


@cache
def functions() -> Mapping[Function, tuple[frozenset[str], frozenset[Function]]]:
    """Return for every function the parameters it reads and the functions of this room that it calls."""
    found = {}
    for name in names():
        local = {node.name: (name, node.name) for node in tree(name).body if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.ImportFrom) and node.module:
                origin = node.module.removeprefix("selectorate.").removeprefix("mechanisms.")
                local |= {alias.name: (origin, alias.name) for alias in node.names if origin in names()}
        for node in tree(name).body:
            if isinstance(node, ast.FunctionDef):
                used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                found[name, node.name] = (parameters_in(node), frozenset(local[word] for word in used & local.keys()))
    return found


def parameters_in(node: ast.AST) -> frozenset[str]:
    """Return the parameters that a function reads from `world.parameters`, whatever it calls that."""
    aliases = {
        target.id
        for step in ast.walk(node)
        if isinstance(step, ast.Assign) and isinstance(step.value, ast.Attribute) and step.value.attr == "parameters"
        for target in step.targets
        if isinstance(target, ast.Name)
    }
    return frozenset(
        step.attr
        for step in ast.walk(node)
        if isinstance(step, ast.Attribute)
        and step.attr in CATALOGUE
        and (
            (isinstance(step.value, ast.Name) and step.value.id in aliases)
            or (isinstance(step.value, ast.Attribute) and step.value.attr == "parameters")
        )
    )


def own(name: str) -> set[str]:
    """Return the parameters that a file reads itself."""
    return {word for (file, _), (parameters, _) in functions().items() if file == name for word in parameters}


def read_by(files: Iterable[str]) -> list[str]:
    """Return the parameters that files read themselves, in the order of the catalogue, then the scenario's own."""
    read = {word for name in files for word in own(name)} | {word for word in elsewhere() if elsewhere()[word] in files}
    rungs = sorted(document().rungs.values(), key=lambda rung: rung.rank)
    named = [rung.reluctance for rung in rungs] if "motions" in files else []
    named += [rung.hazard for rung in rungs] if "sanctions" in files else []
    return [word for word in CATALOGUE if word in read] + [word for word in named if word is not None]


@cache
def elsewhere() -> Mapping[str, str]:
    """Return the parameters that lay out the start, which no file of this room reads, and the mechanism of each."""
    read = {word for name in names() for word in own(name)}
    return {word: spec.mechanism for word, spec in CATALOGUE.items() if word not in read}


def through(files: Iterable[str]) -> dict[str, list[str]]:
    """Return by link the parameters that other files read for these."""
    files = set(files)
    seen: set[Function] = set()
    waiting = [key for key in functions() if key[0] in files]
    while waiting:
        key = waiting.pop()
        if key not in seen and key in functions():
            seen.add(key)
            waiting += functions()[key][1]
    here = set(read_by(files))
    found: dict[str, set[str]] = {}
    for name, what in sorted(seen):
        if more := functions()[name, what][0] - here:
            found.setdefault(link(name), set()).update(more)
            here |= more
    return {where: [word for word in CATALOGUE if word in words] for where, words in found.items()}


@text
def numbers(*files: str) -> Iterator[str]:
    """Return the parameters that files read, as the shown scenario sets them, and the constants in the code."""
    read = read_by(files)
    if read:
        yield "| parameter | value | prior | | known as | because |\n| --- | ---: | --- | --- | --- | --- |"
        for name in read:
            yield row(name)
        yield ""
    for where, words in through(files).items():
        yield f"Through {where} it also depends on {', '.join(f'`{word}`' for word in words)}.\n"
    fixed = [line for name in files for line in constants(name)]
    if fixed:
        yield "Written into the code, and no parameter:\n\n" + "\n".join(fixed) + "\n"
    if not read and not fixed:
        yield "It reads no parameter.\n"


def row(name: str) -> str:
    """Return a parameter as a row of a table."""
    known: Parameter | None = document().parameters.get(name)
    named = [rung.name for rung in document().rungs.values() if name in (rung.reluctance, rung.hazard)]
    meaning = CATALOGUE[name].meaning if name in CATALOGUE else f"of the rung '{', '.join(named)}'"
    if known is None:
        return f"| `{name}`: {plain(meaning)} | | not set in `{SHOWN}` | | | |"
    claims = "".join(f" [{claim}](#{claim})" for claim in known.claims)
    cells = (
        f"`{name}`{'' if known.unit == '1' else f' ({plain(known.unit)})'}: {plain(meaning)}",
        f"{known.value:g}",
        believed(known.prior),
        "free" if known.free else "fixed",
        SUPPORT[known.support],
        f"{plain(known.because)}{claims}",
    )
    return f"| {' | '.join(cells)} |"


def believed(prior: Prior) -> str:
    """Return a prior in words."""
    if prior.uniform:
        return f"{prior.uniform[0]:g} to {prior.uniform[1]:g}, uniform"
    if prior.normal:
        return f"normal, {prior.normal[0]:g} ± {prior.normal[1]:g}"
    if prior.lognormal:
        return f"lognormal, median {prior.lognormal[0]:g}, deviation of the log {prior.lognormal[1]:g}"
    return f"beta, {' and '.join(f'{value:g}' for value in prior.beta or ())}"


def constants(name: str) -> Iterator[str]:
    """Yield the numbers that a file names and says something of."""
    body = tree(name).body
    for node, after in pairwise(body):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, float)
            and isinstance(after, ast.Expr)
        ):
            yield f"* `{ast.unparse(node.targets[0])}` = {node.value.value:g}: {ast.literal_eval(after.value)}"


@text
def entries(section: str, *fields: str) -> Iterator[str]:
    """Return the entries of a section of the shown scenario with some of their fields and what they rest on."""
    for name, entry in sorted(getattr(document(), section).items(), key=lambda item: getattr(item[1], "rank", 0)):
        title = getattr(entry, "title", getattr(entry, "name", ""))
        given = {field.replace("_", " "): worded(getattr(entry, field)) for field in fields}
        facts = "; ".join(f"{field}: {words}" for field, words in given.items() if words)
        support, because = getattr(entry, "support", None), getattr(entry, "because", None)
        known = f" *{SUPPORT[support].capitalize()}.*" if support else ""
        told = f" {plain(because)}" if because else ""
        yield f"* `{name}`{f', {plain(title)}' if title else ''}. {facts[:1].upper()}{facts[1:]}.{known}{told}"
    yield ""


def worded(value: Any) -> str:
    """Return a field of an entry in words, or nothing where it is not given."""
    if value in (None, False, "anyone") and not isinstance(value, float):
        return ""
    if isinstance(value, BaseModel):
        return worded({field: getattr(value, field) for field in type(value).model_fields})
    if isinstance(value, Mapping):
        parts = ((key.replace("_", " "), worded(part)) for key, part in value.items())
        return ", ".join(words if key in PLAIN else f"{key} {words}" for key, words in parts if words)
    if isinstance(value, list):
        return (" / " if value and isinstance(value[0], BaseModel) else " + ").join(worded(part) for part in value)
    return "yes" if value is True else f"{value:.3g}" if isinstance(value, float) else f"{value}"


@text
def proof(*files: str, also: Iterable[str] = ()) -> Iterator[str]:
    """Return where the code stands and which tests prove it."""
    yield from (f"* `{file_of(name).as_posix()}`" for name in files)
    for path in (*(f"tests/mechanisms/test_{name}.py" for name in files if "strategies" not in name), *also):
        tests = re.findall(r"^def test_", Path(path).read_text(encoding="utf-8"), flags=re.MULTILINE)
        yield f"* `{path}`: {len(tests)} tests"


@text
def measured() -> Iterator[str]:
    """Return what the figures under *Tried and dropped* are, and are not."""
    yield (
        "*Figures without another origin were measured while the model was built, on 600 histories of the parameters "
        "set by hand on that day; whether a form was kept was judged by a loss over the dates of removals and the "
        "shape of the ensemble (lower is better). Code and numbers have moved since: no command repeats these figures, "
        "and none of them is a result about history.*\n"
    )


def month_order() -> list[Function]:
    """Return the functions that a month calls, in its order, each with its file."""
    body = ast.parse((PACKAGE / "simulation" / "month.py").read_text(encoding="utf-8"))
    homes = {
        alias.name: node.module.removeprefix("selectorate.").removeprefix("mechanisms.")
        for node in body.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    (month,) = (node for node in body.body if isinstance(node, ast.FunctionDef) and node.name == "month")
    calls = sorted((node for node in ast.walk(month) if isinstance(node, ast.Call)), key=lambda call: call.lineno)
    return [(homes[name], name) for name in map(ast.unparse, (call.func for call in calls)) if homes[name] in names()]


@text
def overview() -> Iterator[str]:
    """Return the steps of a month with links, then the files that stand in no step, then those without a page."""
    steps = month_order()
    yield "## In the order of the month\n"
    shown: set[str] = set()
    for place, (name, call) in enumerate(steps, start=1):
        anchor = "" if name in shown or page(name) != f"{name}.html" else f"<span id='{name}'></span>"
        shown.add(name)
        (node,) = (n for n in tree(name).body if isinstance(n, ast.FunctionDef) and n.name == call)
        does = (ast.get_docstring(node) or "").partition("\n")[0]
        always = "" if name in {*MECHANISMS, "strategies"} else " (always at work)"
        step = link(name) if call in {name, "decide"} else f"{link(name)}, `{call}`"
        yield f"{place}. {anchor}{step}{always}: {does}"
    yield "\n## Beside the month\n"
    yield from (f"* {link(name)}: {said(name)[0]}" for name in names() if name not in shown)
    for name in names():
        if page(name).startswith("mechanisms"):
            yield f"\n## {name.capitalize()} {{ #{name} }}\n\n{equation(name)}"


@text
def known_how() -> Iterator[str]:
    """Return how many parameters of the shown scenario are known how, and how many are free."""
    every = document().parameters.values()
    yield "| known as | parameters | of them free |\n| --- | ---: | ---: |"
    for support, words in SUPPORT.items():
        of_kind = [parameter for parameter in every if parameter.support == support]
        yield f"| {words} | {len(of_kind)} | {sum(parameter.free for parameter in of_kind)} |"
    yield f"| all | {len(every)} | {sum(parameter.free for parameter in every)} |\n"
