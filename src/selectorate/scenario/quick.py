"""The everyday part of YAML, read quickly.

``parsing`` understands all of YAML 1.2 but needs some six seconds a megabyte, and a scenario is read at every
command. Nearly all lines of nearly all scenario files are of a few plain kinds. `read` knows these and no others: block
mappings and sequences, flow collections, plain, quoted, folded and literal text. Whatever it is not sure of, a mistake
included, it leaves alone (`Unusual`), and the file is parsed in full. So it never speaks to the user, and what it
returns is what `parsing` returns, place by place; a test compares the two over thousands of texts.
"""

from __future__ import annotations

import json
import re

from selectorate.scenario.nodes import DEPTH, Mapping, Node, Scalar, Sequence

_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MARKER = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_KEY = re.compile(r"""(?:(\w[\w ./()-]{0,199}?)|'([^'\n]{0,200})'|"([^"\\\n]{0,200})")(:)(?: |$)""")
_SINGLE = re.compile(r"'((?:[^']|'')*)'(?!')")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*)"')
_LINE_END = re.compile(r" *(?: #.*)?$", re.MULTILINE)
_HEADER = re.compile(r"([|>])(-?) *(?: #.*)?$")
_FOLD = re.compile(r" *\n((?: *\n)*) *")
_FLOW_SPACE = re.compile(r"(?:[ \n]|(?<=[ \n])#[^\n]*)*")
_FLOW_PLAIN = re.compile(r"(?:[\w./+(]|-(?=[\w.]))(?:[^,\[\]{}:#\n]*[^,\[\]{}:#\n ])?")


class Unusual(Exception):  # noqa: N818 - it is no error: the file is then read the long way
    """Something that this reader leaves to `parsing`."""


def read(text: str) -> Node | None:
    """Return the nodes of ``text``, or None where it says nothing; raise `Unusual` where that is not plain to see."""
    if _ODD.search(text) or _MARKER.search(text):
        raise Unusual
    return _Reader(text).root()


def _fold(match: re.Match[str]) -> str:
    return "\n" * match[1].count("\n") or " "


class _Reader:
    """Reads downwards; ``row`` is the line reached, ``depth`` the number of collections that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.offsets = [0]
        for line in self.lines:
            self.offsets.append(self.offsets[-1] + len(line) + 1)
        self.row = 0
        self.depth = 0

    def root(self) -> Node | None:
        self.skip()
        if self.ended():
            return None
        found = self.block(self.indent(), -1)
        if not self.ended() or isinstance(found, Scalar):
            raise Unusual
        return found

    def ended(self) -> bool:
        return self.row >= len(self.lines)

    def skip(self) -> None:
        """Pass over empty lines and lines of comment."""
        while self.row < len(self.lines):
            stripped = self.lines[self.row].lstrip(" ")
            if stripped and stripped[0] != "#":
                return
            self.row += 1

    def next_line(self) -> None:
        self.row += 1
        self.skip()

    def indent(self) -> int:
        line = self.lines[self.row]
        return len(line) - len(line.lstrip(" "))

    def dash(self, at: int) -> bool:
        return self.lines[self.row][at : at + 2] in {"-", "- "}

    def enter(self) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise Unusual

    def block(self, at: int, parent: int) -> Node:
        """Read what begins in column ``at`` (from 0) of this line, inside a collection indented by ``parent``."""
        if self.dash(at):
            return self.sequence(at)
        if _KEY.match(self.lines[self.row], at):
            return self.mapping(at)
        return self.inline(at, parent)

    def mapping(self, at: int) -> Mapping:
        self.enter()
        found = Mapping(self.row + 1, at + 1)
        while True:
            match = _KEY.match(self.lines[self.row], at)
            if match is None or (match[1] or "").endswith(" "):
                raise Unusual
            name = next(group for group in match.groups() if group is not None)
            key = Scalar(name, match[1] is not None, self.row + 1, at + 1)
            found.entries.append((key, self.value(match.end(4), at, key)))
            if self.ended() or self.indent() < at:
                break
            if self.indent() > at:
                raise Unusual
        self.depth -= 1
        return found

    def sequence(self, at: int) -> Sequence:
        self.enter()
        found = Sequence(self.row + 1, at + 1)
        while True:
            found.items.append(self.value(at + 1, at))
            if self.ended() or self.indent() < at or (self.indent() == at and not self.dash(at)):
                break
            if self.indent() > at:
                raise Unusual
        self.depth -= 1
        return found

    def value(self, end: int, parent: int, key: Scalar | None = None) -> Node:
        """Read what follows the ``:`` or ``-`` that ends before column ``end``, on this line or the next ones.

        After a ``key`` a sequence may begin in the same column, and the value may be missing.
        """
        line = self.lines[self.row]
        if not _LINE_END.match(line, end):
            at = len(line) - len(line[end:].lstrip(" "))
            return self.inline(at, parent) if key else self.block(at, parent)
        self.next_line()
        indent = -1 if self.ended() else self.indent()
        if indent > parent:
            return self.block(indent, parent)
        if key is None:
            raise Unusual
        if indent == parent and self.dash(parent):
            return self.sequence(parent)
        return Scalar("", True, key.line, key.column)

    def inline(self, at: int, parent: int) -> Node:
        first = self.lines[self.row][at]
        if first in "|>":
            return self.literal(at, parent)
        if first in "'\"[{":
            offset = self.offsets[self.row] + at
            found, end = self.quoted(offset, parent) if first in "'\"" else self.flow(offset)
            if not _LINE_END.match(self.text, end):
                raise Unusual
            self.next_line()
            return found
        return self.plain(at, parent)

    def plain(self, at: int, parent: int) -> Scalar:
        line = self.lines[self.row]
        if line[at] in ",[]{}#&*!|>'\"%@`?:" or (line[at] == "-" and self.dash(at)):
            raise Unusual
        found = Scalar("", True, self.row + 1, at + 1)
        words, commented = self.words(line[at:])
        found.text = words
        while not commented:
            blank = self.row + 1
            while blank < len(self.lines) and not self.lines[blank].strip(" "):
                blank += 1
            if blank == len(self.lines):
                break
            words = self.lines[blank].lstrip(" ")
            if words[0] == "#" or len(self.lines[blank]) - len(words) <= parent:
                break
            if words[0] in "-?:":
                raise Unusual
            gap, self.row = blank - self.row - 1, blank
            words, commented = self.words(words)
            found.text += ("\n" * gap or " ") + words
        self.next_line()
        return found

    def words(self, text: str) -> tuple[str, bool]:
        """Return a line of plain text without its comment, and whether it had one."""
        bare = text.split(" #", 1)[0]
        stripped = bare.rstrip(" ")
        if ": " in bare or stripped.endswith(":"):
            raise Unusual
        return stripped, len(bare) < len(text)

    def quoted(self, offset: int, parent: int) -> tuple[Scalar, int]:
        single = self.text[offset] == "'"
        match = (_SINGLE if single else _DOUBLE).match(self.text, offset)
        if match is None:
            raise Unusual
        line, column = self.place(offset)
        body = match[1]
        if "\n" in body:
            if "\\" in body and not single:
                raise Unusual
            self.row = line - 1 + body.count("\n")
            rest = self.lines[line : self.row + 1]
            if any(len(text) - len(text.lstrip(" ")) <= parent and text.strip(" ") for text in rest):
                raise Unusual
            body = _FOLD.sub(_fold, body)
        if single:
            body = body.replace("''", "'")
        elif "\\" in body:
            body = json.loads(f'"{body}"')
        return Scalar(body, False, line, column), match.end()

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset at or below the line reached."""
        row = self.row
        while self.offsets[row + 1] <= offset:
            row += 1
        return row + 1, offset - self.offsets[row] + 1

    def literal(self, at: int, parent: int) -> Scalar:
        """Read literal (``|``) or folded (``>``) text: the lines indented like its first."""
        header = _HEADER.match(self.lines[self.row], at)
        found = Scalar("", False, self.row + 1, at + 1)
        self.row += 1
        if header is None or self.ended() or not self.lines[self.row].strip(" "):
            raise Unusual
        width = self.indent()
        if width <= parent:
            raise Unusual
        content: list[str] = []
        while not self.ended() and (self.indent() >= width or not self.lines[self.row].strip(" ")):
            content.append(self.lines[self.row][width:])
            self.row += 1
        if not self.ended() and self.indent() > parent:
            raise Unusual
        if self.ended() and content[-1]:
            raise Unusual  # the file ends inside the text, without a last line break
        while not content[-1]:
            content.pop()
        self.skip()
        found.text = self.joined(content, folded=header[1] == ">") + ("" if header[2] else "\n")
        return found

    def joined(self, content: list[str], *, folded: bool) -> str:
        if any(line != line.rstrip(" ") for line in content):
            raise Unusual
        text = "\n".join(content)
        if folded and any(line.startswith(" ") for line in content):
            raise Unusual
        return re.sub("\n+", lambda match: match[0][1:] or " ", text) if folded else text

    def flow(self, offset: int) -> tuple[Node, int]:
        """Read ``[...]`` or ``{...}`` that begins at ``offset``; return it and the offset behind it."""
        self.enter()
        line, column = self.place(offset)
        found = Sequence(line, column) if self.text[offset] == "[" else Mapping(line, column)
        close = "]" if isinstance(found, Sequence) else "}"
        offset = self.flow_space(offset + 1)
        while not self.text.startswith(close, offset):
            if isinstance(found, Sequence):
                item, offset = self.flow_value(offset)
                found.items.append(item)
            else:
                start = offset
                key, offset = self.flow_scalar(offset)
                if "\n" in self.text[start:offset] or not self.text.startswith((": ", ":\n"), offset):
                    raise Unusual
                item, offset = self.flow_value(self.flow_space(offset + 1))
                found.entries.append((key, item))
            offset = self.flow_space(offset)
            if self.text.startswith(",", offset):
                offset = self.flow_space(offset + 1)
            elif not self.text.startswith(close, offset):
                raise Unusual
        self.depth -= 1
        self.row = self.place(offset)[0] - 1
        return found, offset + 1

    def flow_space(self, offset: int) -> int:
        match = _FLOW_SPACE.match(self.text, offset)
        assert match is not None  # noqa: S101 - the pattern matches nothing, too
        return match.end()

    def flow_value(self, offset: int) -> tuple[Node, int]:
        return self.flow(offset) if self.text[offset : offset + 1] in {"[", "{"} else self.flow_scalar(offset)

    def flow_scalar(self, offset: int) -> tuple[Scalar, int]:
        if self.text[offset : offset + 1] in {"'", '"'}:
            return self.quoted(offset, -1)
        match = _FLOW_PLAIN.match(self.text, offset)
        if match is None:
            raise Unusual
        return Scalar(match[0], True, *self.place(offset)), match.end()
