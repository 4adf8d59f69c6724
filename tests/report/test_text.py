"""An answer in a terminal: what a reader meets, in any width, in colour and without, in Unicode and in ASCII."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len

from selectorate import report
from selectorate.report import Answer, Check
from selectorate.report.answer_text import say_answer
from selectorate.report.check_text import say_check
from selectorate.report.terminal import plain, shown
from selectorate.report.words import percent, signed


class Terminal(io.StringIO):
    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self.name_of_encoding = encoding

    @property
    def encoding(self) -> str:
        return self.name_of_encoding

    def isatty(self) -> bool:
        return True


def test_ten_lines_tell_a_historian(party: Answer) -> None:
    first = "\n".join(plain(say_answer, party).splitlines()[:10])
    assert "The Bolshevik party apparatus" in first
    assert "20 histories from April 1922 on" in first
    assert "hand-set within their priors" in first
    assert "At the end of December 1929: share and 95 % interval" in first
    shares = party.endings.shares()
    most = max((said for said in party.endings.statements if said.entry == "sole"), key=lambda said: shares[said.id])
    assert party.scenario.document.contenders[str(most.subject)].name in first


def test_every_ending_is_there(party: Answer) -> None:
    endings = plain(say_answer, party).split("\n\n")[1]
    for contender in party.scenario.document.contenders.values():
        assert contender.name in endings
    assert all(f"({entry})" in endings for entry in party.scenario.document.endings)


def test_every_outcome_is_there(party: Answer) -> None:
    text = plain(say_answer, party, width=4000)
    for said in party.outcomes.statements:
        assert f"({said.entry})" in text
    assert "0 % (0.0 to 16.1) " in text


def test_removals_stand_beside_the_record(party: Answer) -> None:
    removal = party.removals["trotsky"]["off_presidium"]
    lines = plain(say_answer, party).splitlines()
    start = lines.index("Leon Trotsky")
    row = next(line for line in lines[start:] if line.startswith("  Off the Politburo"))
    assert percent(removal.share) in row
    assert "1926-10" in row
    if removal.median:
        assert row.split()[-1] == signed(removal.difference(party.scenario))


def test_the_committee_by_short_names(party: Answer) -> None:
    text = plain(say_answer, party, width=79)
    chart = text[text.index("Central Committee by session") :]
    assert all(f"\n  {who.short:<4}" in chart for who in party.scenario.document.contenders.values())
    assert all(month in chart for month in party.committee.months)


def test_numbers_never_stand_without_their_warning(party: Answer) -> None:
    parts = plain(say_answer, party).split("\n\n")
    assert "hand-set" in parts[0]
    assert "hand-set" in parts[-1]


@pytest.fixture(scope="module")
def checked() -> Check:
    return report.check("ussr-1922")


@pytest.mark.parametrize("width", [30, 40, 60, 79, 100, 200])
def test_no_line_is_wider_than_the_terminal(party: Answer, checked: Check, width: int) -> None:
    """But the command, which is there to be copied."""
    for line in plain(say_answer, party, width=width).splitlines():
        assert cell_len(line) <= width or line == party.command
        assert line == line.rstrip()
    assert party.command in plain(say_answer, party, width=width)
    assert all(cell_len(line) <= max(width, 60) for line in plain(say_check, checked, width=width).splitlines())


def test_plain_where_it_is_no_terminal(answer: Answer) -> None:
    assert "\x1b" not in shown(say_answer, answer, io.StringIO())


def test_colour_only_where_it_is_wanted(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[36m" in shown(say_answer, answer, Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in shown(say_answer, answer, Terminal())


def test_bars_in_ascii_where_nothing_else_can_be_shown(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = shown(say_answer, answer, Terminal("ascii"))
    assert "####" in text
    assert "█" not in text
    assert "█" in shown(say_answer, answer, Terminal())


def test_what_was_set_and_what_was_drawn_is_said() -> None:
    text = repr(report.run("association", histories=5, set={"partisan": 0.25}, happenings="drawn"))
    assert "With partisan = 0.25 (not 0.6)." in text
    assert "Happenings are drawn from their hazards" in text


def test_an_interruption_is_said(answer: Answer) -> None:
    cut = Answer.of(replace(answer.ensemble, asked=900))
    assert "Interrupted: 900 histories were asked for." in repr(cut)


def test_markup_in_names_is_text(answer: Answer) -> None:
    d = answer.scenario.document
    ada = d.contenders["ada"].model_copy(update={"name": "[red]Ada[/red] :smile:"})
    document = d.model_copy(update={"contenders": {**d.contenders, "ada": ada}})
    model = replace(answer.ensemble.model, scenario=replace(answer.scenario, document=document))
    named = Answer.of(replace(answer.ensemble, model=model))
    assert repr(named).count("[red]Ada[/red] :smile:") >= 2


def test_a_check_names_the_ring_first(checked: Check) -> None:
    text = repr(checked)
    ring = "Secretariat -> Provincial party committees -> Party congress -> Central Committee -> Secretariat"
    assert text.split("Who chooses those who choose him\n")[1].startswith(ring)
    assert "appoints, sends, elects, elects; General Secretary of the Central Committee: Joseph Stalin" in text
    assert "secretariat->provincial_committees      appoints  through general_secretary" in text
    assert "guessed" in text
    assert "306 claims" in text
