"""A folder of YAML files as one plain tree of values, with the place of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path as Folder
from typing import Any

from selectorate.errors import Problem
from selectorate.scenario.document import Document
from selectorate.scenario.files import read_all, texts
from selectorate.scenario.messages import closest, short, unknown
from selectorate.scenario.nodes import Mapping, Node, Scalar, Sequence
from selectorate.scenario.parsing import parse
from selectorate.scenario.places import Path, Place, Places

SECTIONS = tuple(Document.model_fields)
"""The names of the sections, in the order in which they are printed."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NEVER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DIGITS = 18
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What an escape in double quotes can write, and nobody can read: control characters, halves of characters."""


@dataclass
class Written:
    """What the files say: ``tree`` by section, places, problems met, and what is missing from the tree for them.

    ``refused`` are the paths whose value was unusable (None stands there, or a part of what was meant); ``complete``
    is false where a file could not be read at all, so that nobody can say what else it holds.
    """

    tree: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)
    complete: bool = True


def read(folder: Folder) -> Written:
    """Read all files of ``folder``.

    Raises:
        QuestionError: there is no such folder, it cannot be listed, or holds no scenario file.
    """
    written = Written()
    good, written.places.files, written.problems = texts(folder)
    written.complete = not written.problems
    for file, text in good:
        root, faults = parse(text)
        written.problems += [Problem(file, *fault) for fault in faults]
        written.complete = written.complete and not faults
        if root is not None:
            _FileReader(file, written).sections(root)
    return written


def replace(written: Written, section: str, file: Folder) -> None:
    """Put what a file says in the place of a section; the file holds no other."""
    for places in (written.places.keys, written.places.values):
        for path in [path for path in places if path[:1] == (section,)]:
            del places[path]
    written.tree.pop(section, None)
    written.refused = {path for path in written.refused if path[:1] != (section,)}
    good, names, problems = read_all([file])
    written.places.files += names
    written.problems += problems
    written.complete = written.complete and not problems
    for name, text in good:
        root, faults = parse(text)
        written.problems += [Problem(name, *fault) for fault in faults]
        written.complete = written.complete and not faults
        reader = _FileReader(name, written)
        for key, _ in root.entries if isinstance(root, Mapping) else ():
            if isinstance(key, Scalar) and key.text != section:
                reader.problem(key, f"this file holds one section, {section!r}, and no {short(key.text)!r}")
                written.complete = False
        if root is not None and written.complete:
            reader.sections(root)
    if section not in written.tree and written.complete:
        written.problems.append(Problem(str(file), 1, 1, f"the section {section!r} is missing"))
        written.complete = False


class _FileReader:
    """Adds the nodes of one file to what is written."""

    def __init__(self, file: str, written: Written) -> None:
        self.file = file
        self.written = written
        self.seen: dict[str, Place] = {}

    def problem(self, node: Node, message: str) -> None:
        self.written.problems.append(Problem(self.file, node.line, node.column, message))

    def sections(self, root: Node) -> None:
        if isinstance(root, Scalar) and root.plain and root.text in _NULL:
            return
        if not isinstance(root, Mapping):
            self.problem(root, "a file begins with the name of a section, such as 'bodies:'")
            self.written.complete = False
            return
        for key, node in root.entries:
            name = self.key(key)
            if name in SECTIONS:
                self.section(name, key, node)
            elif name is not None:
                self.problem(key, unknown("section", name, SECTIONS))
                self.written.refused.update((meant,) for meant in closest(name, SECTIONS))

    def section(self, name: str, key: Node, node: Node) -> None:
        """Add the entries of a section; only the header is one entry as a whole."""
        tree, places = self.written.tree, self.written.places
        here = (self.file, key.line, key.column)
        if name in self.seen or (name == "scenario" and name in tree):
            self.twice(name, key, self.seen.get(name, places.keys[name,]))
            self.written.refused.update({(name,)} if name == "scenario" else ())
        self.seen.setdefault(name, here)
        places.keys.setdefault((name,), here)
        places.values.setdefault((name,), here)
        if isinstance(node, Scalar) and node.plain and node.text in _NULL:
            tree.setdefault(name, {})
        elif not isinstance(node, Mapping):
            self.problem(node, f"the section {name!r} holds entries, each with a name before its ':'")
            tree.setdefault(name, {})
            self.written.refused.add((name,))
        elif name != "scenario" or name not in tree:
            self.entries(node, tree.setdefault(name, {}), (name,))

    def entries(self, node: Mapping, into: dict[str, Any], path: Path) -> dict[str, Any]:
        places = self.written.places
        for key, value in node.entries:
            name = self.key(key)
            if name is None:
                self.written.refused.add(path)
                continue
            at = (*path, name)
            if at in places.keys:
                self.twice(name, key, places.keys[at])
                continue
            places.keys[at] = places.values[at] = (self.file, key.line, key.column)
            into[name] = self.value(value, at)
        return into

    def twice(self, name: str, key: Node, place: Place) -> None:
        file, line, column = place
        first = f"line {line}" if file == self.file else f"{file}:{line}:{column}"
        self.problem(key, f"{short(name)!r} is written twice; the first is in {first}")

    def key(self, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            self.problem(node, "the name of a field cannot be a list or a mapping")
        elif node.plain and node.text == "<<":
            self.problem(node, "merge keys (<<) are not used in scenarios: write the fields out")
        elif not node.text:
            self.problem(node, "a name is missing before this ':'")
        elif unseen := _UNSEEN.search(node.text):
            self.problem(node, _unseen(unseen[0]))
        else:
            return node.text
        return None

    def value(self, node: Node, path: Path) -> Any:
        """Return the value of a node by the core schema of YAML 1.2; places of lists and mappings are their keys'."""
        values = self.written.places.values
        if isinstance(node, Mapping):
            values.setdefault(path, (self.file, node.line, node.column))
            return self.entries(node, {}, path)
        if isinstance(node, Sequence):
            values.setdefault(path, (self.file, node.line, node.column))
            return [self.value(item, (*path, index)) for index, item in enumerate(node.items)]
        values[path] = (self.file, node.line, node.column)
        value, wrong = scalar(node)
        if unseen := _UNSEEN.search(node.text):
            wrong = _unseen(unseen[0])
        if wrong:
            self.problem(node, wrong)
            self.written.refused.add(path)
        return value


def _unseen(character: str) -> str:
    return f"this text holds the character U+{ord(character):04X}, which cannot be seen: leave it out"


def scalar(node: Scalar) -> tuple[str | int | float | bool | None, str]:
    """Return the value of one scalar, and what is wrong with it as a number."""
    text = node.text
    if not node.plain:
        return text, ""
    if text in _NULL:
        return None, ""
    if text in _BOOLEAN:
        return _BOOLEAN[text], ""
    if text[0] in "0123456789+-.":
        return _number(text)
    return text, ""


def _number(text: str) -> tuple[str | int | float | None, str]:
    if _INTEGER.fullmatch(text) or _BASED.fullmatch(text):
        if len(text) > _DIGITS:
            return None, "this number is too large"
        return int(text, 10 if _INTEGER.fullmatch(text) else 0), ""
    if _NEVER.fullmatch(text):
        return None, f"{text} is not a number that a scenario can use"
    if not _FLOAT.fullmatch(text):
        return text, ""
    value = float(text)
    return (value, "") if isfinite(value) else (None, "this number is too large")
