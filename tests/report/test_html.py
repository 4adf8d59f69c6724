"""An answer and a check in a notebook."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from selectorate import report
from selectorate.report import Answer


def _page(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")


def test_an_answer_as_tables_and_a_figure(party: Answer) -> None:
    page = _page(party._repr_html_())
    captions = [caption.text for caption in page.iter("caption")]
    assert [caption.split(" ")[0] for caption in captions] == ["Endings", "What", "Removals"]
    assert all("hand-set parameters" in caption for caption in captions)
    cells = {cell.text for cell in page.iter("th")} | {cell.text for cell in page.iter("td")}
    assert {said.id for said in party.endings.statements} <= cells
    assert {said.id for said in party.outcomes.statements} <= cells
    assert "1926-10" in cells
    assert party.command in [code.text for code in page.iter("code")]
    assert len(list(page.iter("{http://www.w3.org/2000/svg}polyline"))) == 7


def test_cells_have_heads(party: Answer) -> None:
    for table in _page(party._repr_html_()).iter("table"):
        heads = table.findall("thead/tr/th")
        rows = table.findall("tbody/tr")
        assert {head.get("scope") for head in heads} == {"col"}
        assert {row.find("th").get("scope") for row in rows} == {"row"}
        assert {len(row) for row in rows} == {len(heads)}


def test_nothing_is_loaded_and_nothing_runs(party: Answer) -> None:
    html = party._repr_html_() + report.check()._repr_html_()
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")
    assert not any(f"<{tag}" in html for tag in ("script", "link", "img", "style", "iframe"))


def test_a_check_as_tables() -> None:
    page = _page(report.check("association")._repr_html_())
    cells = [cell.text for cell in page.iter("th")]
    assert "executive->branches branches->assembly assembly->board board->executive" in cells
    assert "guessed" in cells
