"""The two ways of reading YAML agree on every text, and what is wrong in one is said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selectorate.scenario import quick
from selectorate.scenario.loading import SHIPPED
from selectorate.scenario.nodes import DEPTH, Mapping, Scalar, Sequence
from selectorate.scenario.parsing import parse, parse_in_full

FILES = sorted(SHIPPED.glob("*/*.yaml"))
ATOMS = [
    *("key: ", "b:", "c: 1\n", "'d e': ", '"f": ', "- ", "-", "- g: h\n", "\n", "\n\n", " ", "  ", "    ", "\n  "),
    *("\n    ", "\n- ", "[", "]", "{", "}", ", ", ",", ": ", ":", "word", "two words", "-5", "1.5e3", "true", "~"),
    *("'", "''", "'it''s'", '"', '"\\u00e9"', '"\\n"', "# no", " # yes", "|\n", ">-\n", "> \n", "|+\n", "é", "\\"),
    *("---\n", "...", "? ", "&a ", "*a", "!t ", "%", "@", "`", "\t", "\r\n", "https://x.y/z#w", "a:b", "\u2028"),
]


def agree(text: str) -> bool:
    """Whether the quick reader knew the text; fails where it read anything else than the full parser."""
    try:
        read = quick.read(text)
    except quick.Unusual:
        return False
    full, faults = parse_in_full(text)
    assert faults == []
    assert read == full
    return True


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(ATOMS), max_size=14).map("".join))
def test_readers_agree_on_any_text(text: str) -> None:
    agree(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_readers_agree_on_changed_pieces_of_files(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(FILES)).read_text(encoding="utf-8").split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + data.draw(st.integers(1, 12))]) + "\n"
    at = data.draw(st.integers(0, len(text)))
    agree(text[:at] + data.draw(st.sampled_from(["", *ATOMS])) + text[at + data.draw(st.integers(0, 5)) :])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_are_read_quickly(path: Path) -> None:
    assert agree(path.read_text(encoding="utf-8"))


KNOWN = """\
# a comment
plain: some words, and (more) of them
'quoted': it''s  # a comment
"double": "\\u00e9\\n"
empty:
wrapped: first line
  second line

  third line
folded: >-
  one
  two

  three
literal: |
  one
  two

list:
- a
-   b: 1
    c: 2
- - d
nested:

    deep: [1, {e: f, "g": 'h'}, # a comment
      -2]
last: 'two
  lines'
"""


def test_quick_reader_knows_the_everyday_forms() -> None:
    assert agree(KNOWN.replace("it''s", "its"))
    root = quick.read(KNOWN)
    assert isinstance(root, Mapping)
    values = {key.text: value for key, value in root.entries if isinstance(key, Scalar)}
    assert values["wrapped"] == Scalar("first line second line\nthird line", True, 6, 10)
    assert values["folded"] == Scalar("one two\nthree", False, 10, 9)
    assert values["literal"] == Scalar("one\ntwo\n", False, 15, 10)
    assert values["empty"] == Scalar("", True, 5, 1)
    assert isinstance(values["list"], Sequence)
    assert (values["list"].items[1].line, values["list"].items[1].column) == (21, 5)


WRONG = {
    "a: &b 1": "1:4: anchors (&) are not used in scenarios: write the value out where it is wanted",
    "a: *b": "1:4: aliases (*) are not used in scenarios: write the value out",
    "a: !b 1": "1:4: tags (!) are not used in scenarios: a value is what it looks like",
    "a: !!set {b}": "1:4: tags (!) are not used in scenarios: a value is what it looks like",
    "a: !<b": "1:4: tags (!) are not used in scenarios: put quotes around the value if none is meant",
    "a: !x!b 1": "1:4: tags (!) are not used in scenarios: put quotes around the value if none is meant",
    "a: & b": "1:4: anchors (&) are not used in scenarios: write the value out, or put quotes around it",
    "a: * b": "1:4: aliases (*) are not used in scenarios: write the value out, or put quotes around it",
    "%YAML 2.0\n---\na: b": "1:1: leave out the lines that begin with %: every scenario is read as YAML 1.2",
    "%YAML x\n---\na: b": "1:1: leave out the lines that begin with %: every scenario is read as YAML 1.2",
    "%YAML 1.2\n---\na: b": "2:1: leave out the lines that begin with %: every scenario is read as YAML 1.2",
    "%TAG ! x\n---\na: b": "2:1: leave out the lines that begin with %: every scenario is read as YAML 1.2",
    "a: b\n---\nc: d": "2:1: a second document begins here: write it into a file of its own",
    "a: b\n...\nc: d": "3:1: a second document begins here: write it into a file of its own",
    "a:\n\tb: c": "2:1: a tab stands here: indent with spaces",
    "a: @b": "1:4: a value cannot begin with '@': put quotes around it",
    "a: `b": "1:4: a value cannot begin with '`': put quotes around it",
    "a: 1\nb\nc: 2": "2:1: a ':' is missing after this key",
    "a: - b": "1:4: a '- ' item cannot stand here: begin it on a line of its own",
    "a: ? b": "1:4: a '? ' key cannot stand here",
    "a: b: c": "1:5: a second ': ' stands here: quote the text, or mend the indentation",
    "a: 'b": "1:4: this quote is never closed",
    'a: "b\n---\n"': "1:4: this quote is not closed before the document ends",
    "a: [b\nc: d": "2:2: the list that began in line 1 goes on here: a ',' or ']' is missing",
    "a: {b: c\nd: e}": "2:2: the mapping that began in line 1 goes on here: a ',' or '}' is missing",
    "a: b\n- c": "2:1: a '- ' item stands here among keys: mend the indentation",
    "a:\n  b: c\n d: e": "3:2: this does not fit the lines above: mend the indentation",
    "a: [b, }": "1:8: a value is missing here",
    'a: "\\q"': "1:6: \\ before 'q' means nothing in double quotes: use single quotes",
    'a: "\\x4"': "1:7: this escape lacks digits: use single quotes if none is meant",
    "a: |x\n  b": "1:5: only '-', '+' or a comment may follow '|' or '>'",
    "a: |0\n  b": "1:5: only '-', '+' or a comment may follow '|' or '>'",
    "'a': b\n'c'": "2:1: a ':' is missing after this key",
    "'a'\nb: c": "2:1: the file goes on here after its end: mend the indentation",
}


@pytest.mark.parametrize("text", WRONG)
def test_mistakes_are_told_in_plain_words(text: str) -> None:
    root, faults = parse(text)
    assert root is None
    assert [f"{fault.line}:{fault.column}: {fault.message}" for fault in faults] == [WRONG[text]]


def test_every_anchor_is_named() -> None:
    faults = parse("a: &x 1\nb: [*x, !t c]")[1]
    assert [(fault.line, fault.column) for fault in faults] == [(1, 4), (2, 5), (2, 9)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_limited(opening: str) -> None:
    assert any("nested too deep" in fault.message for fault in parse("a:\n  " + opening * (DEPTH + 5))[1])
    assert any("nested too deep" in fault.message for fault in parse("a:\n  " + opening * 5000)[1])


def test_escapes_beyond_unicode_are_told() -> None:
    faults = parse('a: b\nc: "\\UFFFFFFFF"')[1]
    assert [(fault.line, fault.message.split(" (")[0]) for fault in faults] == [(2, "this text is not YAML")]
