"""All of YAML 1.2, read by `ruamel.yaml` event by event; what scenarios do without is refused where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from selectorate.scenario import quick
from selectorate.scenario.nodes import DEPTH, Mapping, Node, Scalar, Sequence

_DIRECTIVE = "leave out the lines that begin with %: every scenario is read as YAML 1.2"


class Fault(NamedTuple):
    """Something wrong in a text; line and column count from 1."""

    line: int
    column: int
    message: str


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """Return the nodes of a file's text and what is wrong with it; there are no nodes where anything is."""
    try:
        return quick.read(text), []
    except quick.Unusual:
        return parse_in_full(text)


def parse_in_full(text: str) -> tuple[Node | None, list[Fault]]:
    """Do what `parse` does, by way of the full parser alone."""
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        builder.faults.append(_translated(error))
    except Exception as error:  # noqa: BLE001 - whatever the parser stumbles on, the text is at fault, after the last event
        builder.faults.append(Fault(*builder.last, f"this text is not YAML ({error})".replace("\n", " ")))
    return (None if builder.faults else builder.root), builder.faults


class _Builder:
    """Makes nodes of events; it keeps its own stack, so deep nesting is counted and not suffered."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.last = (1, 1)
        self.open: list[tuple[Mapping | Sequence, list[Node]]] = []
        self.documents = 0

    def take(self, event: Event) -> bool:
        """Add one event; return whether more are wanted."""
        self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            return self.document(event)
        if isinstance(event, CollectionEndEvent):
            self.close()
        elif isinstance(event, AliasEvent):
            self.fault("aliases (*) are not used in scenarios: write the value out")
            self.add(Scalar("", False, *self.last))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            return self.node(event)
        return True

    def fault(self, message: str) -> None:
        self.faults.append(Fault(*self.last, message))

    def document(self, event: DocumentStartEvent) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self.fault(_DIRECTIVE)
        if self.documents > 1:
            self.fault("a second document begins here: write it into a file of its own")
        return self.documents == 1

    def node(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> bool:
        if event.anchor is not None:
            self.fault("anchors (&) are not used in scenarios: write the value out where it is wanted")
        if event.ctag is not None:
            self.fault("tags (!) are not used in scenarios: a value is what it looks like")
        if isinstance(event, ScalarEvent):
            self.add(Scalar(event.value, event.style in {None, ""}, *self.last))
            return True
        if len(self.open) >= DEPTH:
            self.fault(f"this is nested too deep: {DEPTH} levels are allowed")
            return False
        opened = Mapping(*self.last) if isinstance(event, MappingStartEvent) else Sequence(*self.last)
        self.open.append((opened, []))
        return True

    def close(self) -> None:
        collection, nodes = self.open.pop()
        if isinstance(collection, Sequence):
            collection.items = nodes
        else:
            collection.entries = [
                (key, Scalar("", True, key.line, key.column) if _missing(value) else value)
                for key, value in zip(nodes[::2], nodes[1::2], strict=True)
            ]
        self.add(collection)

    def add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node


def _missing(node: Node) -> bool:
    """Whether no value is written, in which case its place is that of the key."""
    return isinstance(node, Scalar) and node.plain and not node.text


# What the parser says, and what that means to somebody who writes a scenario. The mark tells where the cause stands:
# at the mark of the problem, or where the thing began that it breaks off.
_HERE, _START = "problem_mark", "context_mark"
_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", _HERE, "a tab stands here: indent with spaces"),
    (r"found character (.+) that cannot", _HERE, "a value cannot begin with {0}: put quotes around it"),
    (r"could not find expected ':'", _START, "a ':' is missing after this key"),
    (r"sequence entries are not allowed", _HERE, "a '- ' item cannot stand here: begin it on a line of its own"),
    (r"mapping keys are not allowed", _HERE, "a '? ' key cannot stand here"),
    (r"mapping values are not allowed", _HERE, "a second ': ' stands here: quote the text, or mend the indentation"),
    (r"found unexpected end of stream", _START, "this quote is never closed"),
    (r"found unexpected document separator", _START, "this quote is not closed before the document ends"),
    (r"expected ',' or '\]'", _HERE, "the list that began in line {line} goes on here: a ',' or ']' is missing"),
    (r"expected ',' or '\}'", _HERE, "the mapping that began in line {line} goes on here: a ',' or '}}' is missing"),
    (r"expected <block end>, but found \W*-", _HERE, "a '- ' item stands here among keys: mend the indentation"),
    (r"expected <block end>", _HERE, "this does not fit the lines above: mend the indentation"),
    (r"expected the node content", _HERE, "a value is missing here"),
    (r"found unknown escape character (.+)", _HERE, "\\ before {0} means nothing in double quotes: use single quotes"),
    (r"expected escape sequence", _HERE, "this escape lacks digits: use single quotes if none is meant"),
    (r"expected (chomping|a comment|indentation)", _HERE, "only '-', '+' or a comment may follow '|' or '>'"),
    (r"more indented follow up", _HERE, "the first line of this text is indented less than an empty line before it"),
    (r"expected '<document start>'", _HERE, "the file goes on here after its end: mend the indentation"),
    (r"incompatible YAML|duplicate YAML|duplicate tag", _HERE, _DIRECTIVE),
    (r"found unexpected ':'", _HERE, "a ':' stands inside a value: put quotes around the value"),
)
_CONTEXTS: tuple[tuple[str, str], ...] = (
    ("directive", _DIRECTIVE),
    ("anchor", "anchors (&) are not used in scenarios: write the value out, or put quotes around it"),
    ("alias", "aliases (*) are not used in scenarios: write the value out, or put quotes around it"),
    ("tag", "tags (!) are not used in scenarios: put quotes around the value if none is meant"),
)


def _translated(error: MarkedYAMLError) -> Fault:
    problem, context = str(error.problem or ""), str(error.context or "")
    for pattern, where, words in _WORDS:
        if match := re.search(pattern, problem):
            begun = error.context_mark.line + 1 if error.context_mark else 0
            return _at(error, where, words.format(*match.groups(), line=begun))
    for named, words in _CONTEXTS:
        if named in context or named in problem:
            return _at(error, _START, words)
    return _at(error, _HERE, f"this text is not YAML ({problem})")


def _at(error: MarkedYAMLError, where: str, message: str) -> Fault:
    marks: Iterator[Any] = (getattr(error, name) for name in (where, _HERE, _START))
    mark = next((mark for mark in marks if mark is not None), None)
    return Fault(mark.line + 1, mark.column + 1, message) if mark else Fault(1, 1, message)
